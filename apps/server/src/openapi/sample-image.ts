import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The picture that every example sends: a small QR code. */
export const SAMPLE_PATH = fileURLToPath(new URL('../../../../docs/samples/qr-tiny.png', import.meta.url));

/** The sample's media type. */
export const SAMPLE_MIME_TYPE = 'image/png';

/** The plugin that reads the sample. */
export const SAMPLE_PLUGIN = 'barcode';

/** The bytes of the sample. */
export function readSample(): Buffer {
  return readFileSync(SAMPLE_PATH);
}
