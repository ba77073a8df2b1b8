import { setImmediate } from 'node:timers/promises';
import { definePlugin } from '@gatehouse/plugin-sdk';
import { TesseractEngine } from './engine/tesseract-engine.js';
import type { OcrOptions } from './ocr-options.js';
import type { OcrResult } from './ocr-result.js';
import { readPicture } from './reading/read-picture.js';
import { toResult } from './reading/to-result.js';

let engine: TesseractEngine | null = null;

/** Reads the text of a picture, with the place and the confidence of every line and word. */
export default definePlugin<OcrOptions, OcrResult>({
  async initialize() {
    engine = await TesseractEngine.start();
  },

  async run({ image, width, height, original, options }, context) {
    engine ??= await TesseractEngine.start();
    const picture = { data: image, width, height };
    try {
      const reading = await readPicture(engine, picture, options, async (attempt) => {
        context.progress(1 - 0.5 ** attempt, `trying another orientation (${attempt})`);
        await setImmediate(); // the engine blocks: let progress out, and a cancellation in
        context.signal.throwIfAborted();
      });
      return toResult(reading, picture, original, options.min_confidence);
    } catch (error) {
      engine = null; // WebAssembly that failed half-way cannot be used again
      throw error;
    }
  },
});
