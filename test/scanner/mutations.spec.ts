import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/scanner/repository.ts';
import { exitCode, judge, type ScanResult } from '../../scripts/scanner/scan.ts';
import { OTHER_MUTATIONS, WRONG_FINALLYS } from './fixtures/gate-mutations.ts';
import { WIRING_MUTATIONS } from './fixtures/wiring-mutations.ts';
import { policy, readPlanted } from './support/planted.ts';

const GATE = 'libs/execution/src/tool-runner.ts';

/** What is said of a real file in which something was changed. */
function judgeMutated(file: string, from: string | RegExp, to: string): ScanResult {
  const real = readFileSync(join(ROOT, file), 'utf8');
  const mutated = real.replace(from, () => to);
  if (mutated === real)
    throw new Error(`${file} has nothing like ${String(from)}: the mutation is out of date.`);
  return judge(readPlanted({ [file]: mutated }), policy);
}

const rulesOf = ({ findings }: ScanResult): string[] => findings.map(({ rule }) => rule);

describe('the real gate [SCAN-02]', () => {
  it('is clean as it is', () => {
    expect(judge(readPlanted({ [GATE]: readFileSync(join(ROOT, GATE), 'utf8') }), policy).findings).toEqual(
      [],
    );
  });

  it.each(WRONG_FINALLYS)('is red when its finally %s', (_, from, to, rule) => {
    expect(rulesOf(judgeMutated(GATE, from, to))).toContain(rule);
  });

  it.each(OTHER_MUTATIONS)('is red when %s', (_, from, to, rule) => {
    expect(rulesOf(judgeMutated(GATE, from, to))).toContain(rule);
  });
});

describe('the real path', () => {
  it.each(WIRING_MUTATIONS)('is red for %s', (_, file, from, to, rule) => {
    const result = judgeMutated(file, from, to);
    expect(rulesOf(result)).toContain(rule);
    expect(exitCode(result)).toBeGreaterThan(0);
  });
});
