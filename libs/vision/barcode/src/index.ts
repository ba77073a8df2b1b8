import { definePlugin } from '@gatehouse/plugin-sdk';
import type { BarcodeOptions } from './barcode-options.js';
import type { BarcodeOutput } from './barcode-output.js';
import { describeCode } from './describe-code.js';
import { findCodes } from './find-codes.js';
import { loadReader } from './zxing-reader.js';

export default definePlugin<BarcodeOptions, BarcodeOutput>({
  initialize: loadReader,
  async run({ image, width, height, original, options }) {
    const found = await findCodes(
      { data: image, width, height },
      { formats: options.formats, maxCodes: options.max_codes, tryHarder: options.try_harder },
    );
    const scale = { x: original.width / width, y: original.height / height };
    return { codes: found.map((finding) => describeCode(finding, scale)) };
  },
});
