/** Bytes, or why there are none: the end of the sentence "`image` is not standard base64: …". */
export type Base64Result =
  { readonly bytes: Uint8Array; readonly problem: null } | { readonly bytes: null; readonly problem: string };

const WHITESPACE = /[\t\n\f\r ]+/g;
const STRANGER = /[^A-Za-z0-9+/]/;

/**
 * Decodes standard base64 (RFC 4648 §4) and, unlike `Buffer.from`, accepts nothing else. White space is passed over:
 * many encoders break lines. Nothing here goes through the text character by character in JavaScript.
 *
 * @param offset of `text` in what the sender wrote, so that the problem says the right place
 */
export function decodeBase64(text: string, offset = 0): Base64Result {
  const strict = decodeStrict(text) ?? decodeStrict(text.replace(WHITESPACE, ''));
  if (strict !== null) return { bytes: strict, problem: null };
  const compact = text.replace(WHITESPACE, '');
  const problem = problemOf(compact, text, offset);
  return problem === null ? { bytes: Buffer.from(compact, 'base64'), problem } : { bytes: null, problem };
}

/** What encodes back to the same text was base64 through and through; both ways are native and quick. */
function decodeStrict(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function problemOf(compact: string, text: string, offset: number): string | null {
  const body = compact.replace(/={1,2}$/, '');
  const stranger = STRANGER.exec(body)?.[0];
  if (stranger !== undefined) return strangerProblem(stranger, text.indexOf(stranger) + offset);
  if (body.length % 4 === 1) return `its length of ${compact.length} characters cannot be; some are missing`;
  if (compact.length % 4 !== 0)
    return 'its padding is wrong; it must end in "=" to a multiple of 4 characters';
  return null;
}

function strangerProblem(stranger: string, at: number): string {
  if (stranger === '-' || stranger === '_') {
    return `character ${at} is "${stranger}", which is of the URL-safe alphabet; use "+" and "/"`;
  }
  if (stranger === '=') return `"=" stands at character ${at}, and may stand at the end only`;
  return `character ${at} is ${JSON.stringify(stranger)}`;
}
