import { SECTION_NAMES, type SectionName } from '../sections/catalogue.ts';

/** What the bench is asked for. */
export interface BenchRequest {
  readonly sections: readonly SectionName[];
  readonly isQuick: boolean;
  /** The folder that the results are written to; null writes none. */
  readonly out: string | null;
}

/** What to tell whoever asks for what there is not. */
export class BenchUsage extends Error {}

const DOCS = 'docs';

/**
 * Reads `[section …] [--quick] [--out FOLDER]`: no section is every one. A quick run writes nothing unless a folder is
 * named, so that it does not take the place of one that measured.
 *
 * @throws BenchUsage with a sentence that says what may be asked for
 */
export function readArguments(words: readonly string[]): BenchRequest {
  const outAt = words.indexOf('--out');
  const out = outAt < 0 ? undefined : words[outAt + 1];
  if (outAt >= 0 && out === undefined) throw new BenchUsage('Name the folder behind --out.');
  const others = words.filter(
    (word, at) => word !== '--quick' && (outAt < 0 || (at !== outAt && at !== outAt + 1)),
  );
  const strange = others.filter((word) => !isSection(word));
  if (strange.length > 0) {
    throw new BenchUsage(
      `There is no ${strange.join(' and no ')}. There are --quick, --out FOLDER and the sections ${SECTION_NAMES.join(', ')}.`,
    );
  }
  const isQuick = words.includes('--quick');
  const sections =
    others.length === 0 ? SECTION_NAMES : SECTION_NAMES.filter((name) => others.includes(name));
  return { sections, isQuick, out: out ?? (isQuick ? null : DOCS) };
}

function isSection(word: string): word is SectionName {
  return SECTION_NAMES.some((name) => name === word);
}
