import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the pictures are that examples may name. */
export const SAMPLES_FOLDER = fileURLToPath(new URL('../../../../docs/samples/', import.meta.url));

/** The picture that every example sends: a small QR code. */
export const SAMPLE_PATH = `${SAMPLES_FOLDER}qr-tiny.png`;

/** The sample's media type. */
export const SAMPLE_MIME_TYPE = 'image/png';

/** The plugin that reads the sample. */
export const SAMPLE_PLUGIN = 'barcode';

/** What that plugin finds in the sample. */
export const SAMPLE_RESULT = Object.freeze({
  codes: [
    {
      format: 'QR_CODE',
      text: 'GATEHOUSE',
      bytes: 'R0FURUhPVVNF',
      position: {
        top_left: { x: 16, y: 16 },
        top_right: { x: 100, y: 16 },
        bottom_right: { x: 101, y: 101 },
        bottom_left: { x: 16, y: 100 },
      },
      orientation: 0.3,
    },
  ],
});

/** The bytes of the sample. */
export function readSample(): Buffer {
  return readFileSync(SAMPLE_PATH);
}
