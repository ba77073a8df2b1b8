const KEYS = 'details,message,plugin,timestamp,type';

/** Whether the body of a 400 is the envelope and nothing else. Never throws. */
export function isEnvelope(body: Buffer | string): boolean {
  const said = parse(body);
  if (!isObject(said) || Object.keys(said).join() !== 'error') return false;
  const { error } = said;
  if (!isObject(error) || Object.keys(error).sort().join() !== KEYS) return false;
  const { details } = error;
  return isObject(details) && typeof details['code'] === 'string';
}

function parse(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
