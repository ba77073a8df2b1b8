/** Room for everything in a body that is not the image. */
const SLACK_BYTES = 64 * 1024;
/** Room for the fields of a multipart body, and what stands between its parts. */
const FIELDS_BYTES = 9 * 1024 * 1024;

/** How many bytes a body may have, by its form. */
export interface BodyLimits {
  /** The image as base64, MIME line breaks included. */
  readonly json: number;
  readonly raw: number;
  /** Of one file in a multipart body. */
  readonly file: number;
  /** Of any body whatever its form. */
  readonly any: number;
}

/**
 * Limits under which every image of the allowed size fits whatever the form. They are a little wider than that,
 * so that an image slightly too large is refused as such, by the gate, and not as a body.
 *
 * @param imageMaxBytes IMAGE_MAX_BYTES
 */
export function bodyLimits(imageMaxBytes: number): BodyLimits {
  const image = imageMaxBytes + SLACK_BYTES;
  const json = Math.ceil((image * 4) / 3 / 76) * 78 + SLACK_BYTES;
  return { json, raw: image, file: image, any: Math.max(json, image + FIELDS_BYTES) };
}
