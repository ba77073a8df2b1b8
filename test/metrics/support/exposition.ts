/*
 * A reader of the text format of Prometheus (version 0.0.4) of the tests' own. It takes what the format's description
 * allows and nothing besides, and holds histograms to what they mean.
 */

/** One line with a value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of one metric. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
const NUMBER = /^[+-]?(\d+(\.\d+)?([eE][+-]?\d+)?|Inf)$|^NaN$/;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = { histogram: ['_bucket', '_sum', '_count'] };

/**
 * Reads an exposition.
 *
 * @throws Error that names the line that the format does not allow
 */
export function readExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, { name: string; type: string; help: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let current = { name: '', type: '', help: '', samples: [] as Sample[] };
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword === 'HELP') {
      if (!NAME.test(name) || families.has(name)) throw new Error(`not a new metric: ${line}`);
      current = { name, type: '', help: rest, samples: [] };
      families.set(name, current);
    } else if (keyword === 'TYPE') {
      const isKnown = ['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest);
      if (name !== current.name || current.type !== '' || !isKnown) throw new Error(`out of place: ${line}`);
      current.type = rest;
    } else {
      const sample = readSample(line);
      const endings = SUFFIXES[current.type] ?? [''];
      if (!endings.some((ending) => sample.name === current.name + ending)) throw new Error(`stray: ${line}`);
      const key = keyOf(sample);
      if (seen.has(key)) throw new Error(`twice: ${line}`);
      seen.add(key);
      current.samples.push(sample);
    }
  }
  for (const family of families.values()) if (family.type === 'histogram') holdHistogram(family);
  return families;
}

/** What tells a sample from all others. */
export function keyOf({ name, labels }: Sample): string {
  return `${name}${JSON.stringify(Object.entries(labels).sort())}`;
}

function readSample(line: string): Sample {
  const [, name = '', inner, value = ''] = /^([^{\s]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (!NAME.test(name) || !NUMBER.test(value)) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (inner !== undefined && LABEL.lastIndex < inner.length) {
    const [, label = '', text = ''] = LABEL.exec(inner) ?? [];
    if (label === '' || label in labels) throw new Error(`wrong labels: ${line}`);
    labels[label] = text.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

/** Buckets grow, the last holds all, and there is a sum. */
function holdHistogram({ name, samples }: Family): void {
  const groups = new Map<string, { buckets: [number, number][]; count?: number; sum?: number }>();
  for (const sample of samples) {
    const { le, ...labels } = sample.labels;
    const key = JSON.stringify(Object.entries(labels).sort());
    const group = groups.get(key) ?? { buckets: [] };
    groups.set(key, group);
    if (sample.name.endsWith('_bucket'))
      group.buckets.push([Number(le?.replace('Inf', 'Infinity')), sample.value]);
    else if (sample.name.endsWith('_count')) group.count = sample.value;
    else group.sum = sample.value;
  }
  for (const [key, { buckets, count, sum }] of groups) {
    const grows = buckets.every(([le, value], at) => {
      const [before = -Infinity, less = 0] = buckets[at - 1] ?? [];
      return le > before && value >= less;
    });
    const [last, all] = buckets.at(-1) ?? [];
    if (!grows || last !== Infinity || all !== count || sum === undefined)
      throw new Error(`${name} of ${key} is none`);
  }
}
