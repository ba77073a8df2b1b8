/** What can be told of something thrown. */
export interface ThrownDescription {
  readonly message: string;
  readonly stack: string;
}

const MAX_MESSAGE = 2000;
const MAX_STACK = 8000;

/** Tells what was thrown, whatever it was (null, a Symbol, a Proxy that throws when looked at). Never throws. */
export function describeThrown(thrown: unknown): ThrownDescription {
  return {
    message: attempt(() => messageOf(thrown)).slice(0, MAX_MESSAGE),
    stack: attempt(() => stackOf(thrown)).slice(0, MAX_STACK),
  };
}

function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const { message } = thrown;
    if (typeof message === 'string' && message !== '') return message;
  }
  if (typeof thrown === 'string' && thrown !== '') return thrown;
  return `something was thrown that has no message (${typeof thrown === 'symbol' ? 'a symbol' : String(thrown)})`;
}

function stackOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'stack' in thrown) {
    const { stack } = thrown;
    if (typeof stack === 'string') return stack;
  }
  return messageOf(thrown);
}

function attempt(tell: () => string): string {
  try {
    return tell();
  } catch {
    return 'something was thrown that cannot be looked at';
  }
}
