import { ask } from '../../support/http.js';
import { readExposition, type Family } from './exposition.js';

/** What a server tells of itself at `/metrics`. */
export interface Exposition {
  readonly families: ReadonlyMap<string, Family>;
  /** The value of the one sample with these labels; null where there is none. */
  valueOf(name: string, labels?: Readonly<Record<string, string>>): number | null;
}

/**
 * Asks a server for its metrics.
 *
 * @throws Error where they are not in the format
 */
export async function scrape(url: string): Promise<Exposition> {
  const { status, headers, text } = await ask(`${url}/metrics`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const families = readExposition(text);
  return {
    families,
    valueOf: (name, labels = {}) => {
      const samples = [...families.values()].flatMap((family) => family.samples);
      const found = samples.filter(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([label, text]) => sample.labels[label] === text),
      );
      if (found.length > 1) throw new Error(`${found.length} samples of ${name} fit`);
      return found[0]?.value ?? null;
    },
  };
}
