/** A `data:` URL in its parts; `text` is not decoded yet. */
export interface DataUrl {
  /** As written, without `;base64`; null where the URL names none. */
  readonly mimeType: string | null;
  readonly text: string;
  /** Where `text` begins in the URL. */
  readonly offset: number;
}

/** The longest part before the comma that is looked at. */
const MAX_HEAD = 256;

/** Whether a text is meant to be a `data:` URL. */
export function isDataUrl(text: string): boolean {
  return /^data:/i.test(text);
}

/**
 * Takes a `data:` URL (RFC 2397) apart.
 *
 * @returns null where it is not of the form `data:<type>;base64,<text>`
 */
export function parseDataUrl(url: string): DataUrl | null {
  const head = /^data:([^,]*?);base64,/i.exec(url.slice(0, MAX_HEAD));
  if (head === null) return null;
  const offset = head[0].length;
  return { mimeType: head[1] === '' ? null : (head[1] ?? null), text: url.slice(offset), offset };
}
