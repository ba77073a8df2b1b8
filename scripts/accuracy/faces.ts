import type { Figure } from './figure.ts';
import type { Measurement } from './measurement.ts';
import type { RunPlugin } from './run-plugin.ts';
import { averagePrecision, judgeClaims, type Claim, type Judged } from './support/average-precision.ts';
import { facePictures } from './support/face-pictures.ts';

/** Precision is weighed at every confidence there is: also that of claims no caller would want. */
const EVERYTHING = { min_confidence: 0.1 };
/** What a caller is told who asks for nothing in particular: the default of `min_confidence`. */
const USUALLY_TOLD = 0.7;
const SET = 'photographs';

/** How well faces are found: on all pictures always, which are few. */
export const faces: Measurement = { name: 'faces', measure };

async function measure(run: RunPlugin): Promise<readonly Figure[]> {
  const judged: Judged[] = [];
  for (const { path, faces: truths } of facePictures()) {
    const { faces: claims } = await run('faces', path, EVERYTHING);
    judged.push({ truths, claims: claims as readonly Claim[] }); // as its schema says
  }
  const usual = judged.map(({ truths, claims }) => ({
    truths,
    claims: claims.filter(({ confidence }) => confidence >= USUALLY_TOLD),
  }));
  const there = judged.flatMap(({ truths }) => truths).filter(({ ignore }) => ignore !== true);
  const verdicts = usual.flatMap(judgeClaims);
  const right = verdicts.filter(({ isRight }) => isRight).length;
  return [
    { set: SET, measure: 'AP@0.5', value: rounded(averagePrecision(judged)) },
    { set: SET, measure: 'faces found', value: rounded(right / there.length) },
    { set: SET, measure: 'answers right', value: rounded(right / Math.max(1, verdicts.length)) },
  ];
}

/** Down, to two places: what is stated of it is never more than it was. */
function rounded(value: number): number {
  return Math.floor(value * 100) / 100;
}
