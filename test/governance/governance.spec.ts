import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { invariantOutcome } from '../../apps/server/src/governance/invariant-outcome.js';
import { INVARIANTS } from '../../apps/server/src/governance/invariants.js';
import { readTestOutcomes } from '../../apps/server/src/governance/test-outcomes.js';
import { RULE_IDS } from '../../scripts/scanner/rules/rule.ts';
import { ROOT } from '../architecture/workspaces.js';
import { ask } from '../support/http.js';
import { startServer } from '../support/start-server.js';

const EARLY = '2026-01-01T00:00:00.000Z';
const LATE = '2026-02-01T00:00:00.000Z';

describe('the invariants', () => {
  it('have ids of their own, and a sentence each for what holds and what sees to it', () => {
    const ids = INVARIANTS.map(({ id }) => id);
    expect(ids.filter((id, index) => !/^[a-z]+(-[a-z]+)*$/.test(id) || ids.indexOf(id) !== index)).toEqual(
      [],
    );
    const mute = INVARIANTS.filter(
      ({ statement, enforcedBy }) => !statement.endsWith('.') || !enforcedBy.endsWith('.'),
    );
    expect(mute).toEqual([]);
  });

  it('are each shown by tests that are there', () => {
    expect(INVARIANTS.filter(({ tests }) => tests.length === 0)).toEqual([]);
    const tests = INVARIANTS.flatMap((invariant) => invariant.tests);
    expect(tests.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
  });

  it('name each rule of the scanner, and no other', () => {
    const named = new Set(INVARIANTS.flatMap(({ rules }) => rules));
    expect([...named].sort()).toEqual([...RULE_IDS].sort());
  });
});

describe('GET /v1/governance', () => {
  it('tells each invariant, with exactly its keys, and how its tests ended', async () => {
    const server = await startServer();
    const { status, json } = await ask(`${server.url}/v1/governance`);
    await server.close();
    expect(status).toBe(200);
    const { invariants, ...rest } = json as { invariants: Record<string, unknown>[] }; // held to the document by `ask`
    expect(rest).toEqual({});
    const known = readTestOutcomes();
    expect(
      invariants.map(({ last_checked_at, ...invariant }) => [invariant, typeof last_checked_at]),
    ).toEqual(
      INVARIANTS.map((invariant) => {
        const { result, checkedAt } = invariantOutcome(invariant, known);
        const { id, statement, enforcedBy, rules, tests } = invariant;
        return [
          { id, statement, enforced_by: enforcedBy, rules, tests, last_result: result },
          typeof checkedAt,
        ];
      }),
    );
  });
});

describe('the outcome of an invariant', () => {
  const tests = ['a.spec.ts', 'b.spec.ts'];
  const good = { passed: 3, failed: 0 };

  it.each([
    ['passed where all of its tests did', { ...good, at: LATE }, { ...good, at: EARLY }, 'passed', EARLY],
    [
      'failed where one test did',
      { ...good, at: LATE },
      { passed: 9, failed: 1, at: EARLY },
      'failed',
      EARLY,
    ],
    [
      'failed where one test did and another is not known',
      null,
      { passed: 0, failed: 1, at: EARLY },
      'failed',
      null,
    ],
    ['unknown where one was not run', { ...good, at: LATE }, null, 'unknown', null],
    [
      'unknown where one had nothing in it',
      { ...good, at: LATE },
      { passed: 0, failed: 0, at: EARLY },
      'unknown',
      EARLY,
    ],
  ])('is %s', (_, a, b, result, checkedAt) => {
    const known = [a, b].flatMap((outcome, index) =>
      outcome ? [[tests[index] ?? '', outcome] as const] : [],
    );
    expect(invariantOutcome({ tests }, new Map(known))).toEqual({ result, checkedAt });
  });

  it('is unknown without tests', () => {
    expect(invariantOutcome({ tests: [] }, new Map())).toEqual({ result: 'unknown', checkedAt: null });
  });
});

describe('what the tests left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-outcomes-'));
  const file = join(folder, 'outcomes.json');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['is nothing where there is no file', null],
    ['is nothing where the file was cut off', '{"a.spec.ts": {"pas'],
    ['is nothing where the file holds something else', '7'],
    [
      'is nothing of a test that is told in another form',
      '{"a.spec.ts": {"passed": -1, "failed": 0, "at": "now"}}',
    ],
    ['is nothing of a test of which too little is told', '{"a.spec.ts": {"passed": 1}, "b.spec.ts": null}'],
  ])('%s', (_, text) => {
    if (text !== null) writeFileSync(file, text);
    expect([...readTestOutcomes(pathToFileURL(file))]).toEqual([]);
  });

  it('is read as it was left', () => {
    const outcome = { passed: 2, failed: 0, at: EARLY };
    writeFileSync(file, JSON.stringify({ 'a.spec.ts': outcome }));
    expect([...readTestOutcomes(pathToFileURL(file))]).toEqual([['a.spec.ts', outcome]]);
  });
});
