const KEYS = 'details,message,plugin,timestamp,type';

/** What the gate needs to know of an envelope that a handler made. */
export interface EnvelopeGist {
  /** Its `retry_after_ms`. */
  readonly retryAfterMs: number | null;
}

/** Reads the body of a 400: null where it is not the envelope and nothing else. Never throws. */
export function readEnvelope(body: Buffer | string): EnvelopeGist | null {
  const said = parse(body);
  if (!isObject(said) || Object.keys(said).join() !== 'error') return null;
  const { error } = said;
  if (!isObject(error) || Object.keys(error).sort().join() !== KEYS) return null;
  const { details } = error;
  if (!isObject(details) || typeof details['code'] !== 'string') return null;
  const retryAfterMs = details['retry_after_ms'];
  return { retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null };
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
