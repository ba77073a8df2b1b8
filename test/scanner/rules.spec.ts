import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/scanner/repository.ts';
import { judge } from '../../scripts/scanner/scan.ts';
import { PLANTED } from '../architecture/planted-imports.ts';
import type { Fixture } from './fixtures/fixture.ts';
import { FORBIDDEN_IMPORTS, PAST_THE_FACADE } from './fixtures/forbidden-imports.ts';
import { INNOCENT } from './fixtures/innocent.ts';
import { LAUNDERED } from './fixtures/laundered.ts';
import { LOST_TYPES } from './fixtures/lost-types.ts';
import { LOOK_ALIKES } from './fixtures/look-alikes.ts';
import { FROM_INSIDE, LOOT, OUTSIDE } from './fixtures/outside.ts';
import { PAST_THE_TYPES } from './fixtures/past-the-types.ts';
import { SIDE_DOORS } from './fixtures/side-doors.ts';
import { linesFound } from './support/lines-found.ts';
import { marks, policy, readPlanted } from './support/planted.ts';

/** Those that take no real file's place share one project with all others. */
const isNew = ({ file }: Fixture): boolean => !existsSync(join(ROOT, file));

const ADDED = [
  ...OUTSIDE,
  ...PAST_THE_TYPES,
  ...LOST_TYPES,
  ...LAUNDERED,
  ...SIDE_DOORS,
  ...FROM_INSIDE.filter(isNew),
  ...INNOCENT,
  ...LOOK_ALIKES,
  ...FORBIDDEN_IMPORTS,
  ...PAST_THE_FACADE,
];

const project = readPlanted({
  ...Object.fromEntries(ADDED.map(({ file, code }) => [file, code])),
  ...Object.fromEntries(PLANTED.map(([file, code]) => [file, `${code}\n`])),
  'apps/server/src/planted/loot.ts': LOOT,
});
const { findings } = judge(project, policy);

describe('a plugin outside of the gate [SCAN-01]', () => {
  it.each(OUTSIDE)('is seen by way of $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });

  it('is looked for in more than forty ways', () => {
    expect(new Set(OUTSIDE.map(({ title }) => title)).size).toBe(OUTSIDE.length);
    expect(OUTSIDE.length).toBeGreaterThan(40);
  });
});

describe('a plugin inside of the libraries [SCAN-01]', () => {
  it.each(FROM_INSIDE)('is seen by way of $title', (fixture) => {
    const inside = isNew(fixture)
      ? findings
      : judge(readPlanted({ [fixture.file]: fixture.code }), policy).findings;
    expect(linesFound(inside, fixture)).toEqual(marks(fixture.code));
  });
});

describe('what is kept in private fields [SCAN-01]', () => {
  it.each(PAST_THE_TYPES)('is not got at by way of $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('what is handed on as something else [SCAN-01]', () => {
  it.each(LOST_TYPES)('is not lost by way of $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('what loses its type inside of a function [SCAN-01]', () => {
  it.each(LAUNDERED)('is seen by way of $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('a way round the doors [SCAN-01]', () => {
  it.each(SIDE_DOORS)('is seen in $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('what looks like a breach', () => {
  it.each(INNOCENT)('is none: $title', ({ file }) => {
    expect(findings.filter(({ place }) => place.file === file)).toEqual([]);
  });
});

describe('a second set of states [SCAN-03]', () => {
  it.each(LOOK_ALIKES)('is seen in $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('an import', () => {
  it.each(FORBIDDEN_IMPORTS)('that goes upward is seen as $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });

  // What comes from Node itself is judged by dependency-cruiser alone.
  it.each(PLANTED.filter(([, code]) => !code.includes("'node:")))('is red at %s: %s', (file) => {
    const rules = findings.filter(({ place }) => place.file === file).map(({ rule }) => rule);
    expect(rules).toContain('EXE006');
  });

  it.each(PAST_THE_FACADE)('past the façade is seen as $title', (fixture) => {
    expect(linesFound(findings, fixture)).toEqual(marks(fixture.code));
  });
});

describe('the policy', () => {
  const said = (less: Partial<typeof policy>): number =>
    judge(project, { ...policy, ...less }).findings.length;
  const all = findings.length;

  it.each(policy.things.map(({ name }) => name))('needs its entry for %s', (name) => {
    const things = policy.things.filter((thing) => thing.name !== name);
    expect(said({ things })).toBeLessThan(all);
  });
});
