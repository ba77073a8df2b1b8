/** Room for everything in a body that is not the image. */
const SLACK_BYTES = 64 * 1024;

/** How many bytes a body may have, by its form. */
export interface BodyLimits {
  /** The image as base64, MIME line breaks included. */
  readonly json: number;
  readonly raw: number;
  /** Of one file in a multipart body. */
  readonly file: number;
}

/**
 * Limits under which every image of the allowed size fits whatever the form. They are a little wider than that,
 * so that an image slightly too large is refused as such, by the gate, and not as a body.
 *
 * @param imageMaxBytes IMAGE_MAX_BYTES
 */
export function bodyLimits(imageMaxBytes: number): BodyLimits {
  const image = imageMaxBytes + SLACK_BYTES;
  return { json: Math.ceil((image * 4) / 3 / 76) * 78 + SLACK_BYTES, raw: image, file: image };
}
