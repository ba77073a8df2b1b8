/** The code in an envelope; null where a body is none, as the one that HEAD leaves out. Never throws. */
export function codeOf(body: Buffer | string): string | null {
  const said = parse(body);
  const details = member(member(said, 'error'), 'details');
  const code = member(details, 'code');
  return typeof code === 'string' ? code : null;
}

function parse(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined; // it may have it or not
}
