/** Deeper than any body that is accepted: what differs below is refused before it could be told apart. */
const MAX_DEPTH = 128;
/** Longer texts are told by their digests. */
const MAX_TEXT = 4096;

/** A value as one text, and what in it was too large for that: in its place stands `#` and its index. */
export interface CanonicalText {
  readonly text: string;
  readonly large: readonly (string | Uint8Array)[];
}

/**
 * Says a value of JSON and bytes in one way only: two values have the same text where they mean the same, in whatever
 * order their keys came.
 */
export function canonicalText(value: unknown): CanonicalText {
  const large: (string | Uint8Array)[] = [];
  return { text: textOf(value, large, 0), large };
}

function textOf(value: unknown, large: (string | Uint8Array)[], depth: number): string {
  if (depth > MAX_DEPTH) return '…';
  if (value instanceof Uint8Array || (typeof value === 'string' && value.length > MAX_TEXT)) {
    return `#${large.push(value) - 1}${typeof value === 'string' ? 't' : 'b'}`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, large, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${textOf(item, large, depth + 1)}`).join()}}`;
}
