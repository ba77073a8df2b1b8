import type { Figure } from './figure.ts';
import type { Measurement } from './measurement.ts';
import type { RunPlugin } from './run-plugin.ts';
import { averagePrecision, judgeClaims, type Claim, type Judged } from './support/average-precision.ts';
import { objectPictures, type ObjectPicture } from './support/object-pictures.ts';

interface LabelledClaim extends Claim {
  readonly label: string;
}

/** A picture, and what the plugin says of it. */
interface Answered {
  readonly picture: ObjectPicture;
  readonly claims: readonly LabelledClaim[];
}

/** Precision is weighed at every confidence there is: also that of claims no caller would want. */
const EVERYTHING = { min_confidence: 0.05, max_objects: 300 };
/** What a caller is told who asks for nothing in particular: the default of `min_confidence`. */
const USUALLY_TOLD = 0.4;

/** How well objects are found and named: on all pictures always, which are few. */
export const detect: Measurement = { name: 'detect', measure };

async function measure(run: RunPlugin): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const set of ['easy', 'hard'] as const) {
    const answered: Answered[] = [];
    for (const picture of objectPictures().filter((one) => one.set === set)) {
      const { objects } = await run('detect', picture.path, EVERYTHING);
      answered.push({ picture, claims: objects as readonly LabelledClaim[] }); // as its schema says
    }
    figures.push(
      { set: `${set} pictures`, measure: 'mAP@0.5', value: rounded(meanAveragePrecision(answered)) },
      ...usualFigures(`${set} pictures`, answered),
    );
  }
  return figures;
}

/** Over the kinds that are there: of others there is no recall to weigh. */
function meanAveragePrecision(answered: readonly Answered[]): number {
  const labels = labelsOf(answered);
  const sum = labels.reduce((total, label) => total + averagePrecision(ofLabel(answered, label)), 0);
  return sum / labels.length;
}

function usualFigures(set: string, answered: readonly Answered[]): readonly Figure[] {
  const usual = answered.map(({ picture, claims }) => ({
    picture,
    claims: claims.filter(({ confidence }) => confidence >= USUALLY_TOLD),
  }));
  const there = answered.flatMap(({ picture }) => picture.objects).filter(({ ignore }) => ignore !== true);
  const labels = [...new Set(usual.flatMap(({ claims }) => claims.map(({ label }) => label)))];
  const verdicts = labels.flatMap((label) => ofLabel(usual, label).flatMap(judgeClaims));
  const right = verdicts.filter(({ isRight }) => isRight).length;
  return [
    { set, measure: 'objects found', value: rounded(right / there.length) },
    { set, measure: 'answers right', value: rounded(right / Math.max(1, verdicts.length)) },
  ];
}

function labelsOf(answered: readonly Answered[]): readonly string[] {
  const objects = answered.flatMap(({ picture }) => picture.objects);
  return [...new Set(objects.filter(({ ignore }) => ignore !== true).map(({ label }) => label))];
}

function ofLabel(answered: readonly Answered[], wanted: string): readonly Judged[] {
  return answered.map(({ picture, claims }) => ({
    truths: picture.objects.filter(({ label }) => label === wanted),
    claims: claims.filter(({ label }) => label === wanted),
  }));
}

/** Down, to two places: what is stated of it is never more than it was. */
function rounded(value: number): number {
  return Math.floor(value * 100) / 100;
}
