import { readFileSync } from 'node:fs';
import swc from '@swc/jest';

const { MUTANT_FILE, MUTANT_TEXT } = process.env;

/** Hands Jest the mutant in the place of one file. Nothing is changed on the disk. */
const swapped = (text, file) => (file === MUTANT_FILE ? readFileSync(MUTANT_TEXT, 'utf8') : text);

export default {
  createTransformer(options) {
    const real = swc.createTransformer(options);
    const transformer = { canInstrument: real.canInstrument };
    for (const method of ['process', 'processAsync', 'getCacheKey']) {
      if (real[method] === undefined) continue;
      transformer[method] = (text, file, ...rest) => real[method](swapped(text, file), file, ...rest);
    }
    return transformer;
  },
};
