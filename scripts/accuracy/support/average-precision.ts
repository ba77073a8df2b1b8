import { overlap, type Box } from './box.ts';

/** What is in a picture. One to ignore is there, but so small, cut off or hidden that nothing is made of it. */
export interface Truth {
  readonly box: Box;
  readonly ignore?: boolean;
}

/** What was said to be in a picture. */
export interface Claim {
  readonly box: Box;
  readonly confidence: number;
}

/** One picture: what is in it, and what was said of it. */
export interface Judged {
  readonly truths: readonly Truth[];
  readonly claims: readonly Claim[];
}

/** A claim that counts. */
export interface Verdict {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Two boxes that share less of what they cover together are not of one thing. */
const LEAST_OVERLAP = 0.5;

/** Tells which claims are right: each thing is found once, by the surest claim, and found again it is claimed wrongly. */
export function judgeClaims({ truths, claims }: Judged): readonly Verdict[] {
  const found = new Set<Truth>();
  return claims
    .toSorted((one, other) => other.confidence - one.confidence)
    .flatMap(({ box, confidence }) => {
      const [best] = truths
        .filter((truth) => !found.has(truth) && overlap(truth.box, box) >= LEAST_OVERLAP)
        .sort((one, other) => overlap(other.box, box) - overlap(one.box, box));
      if (best?.ignore === true) return [];
      if (best !== undefined) found.add(best);
      return [{ confidence, isRight: best !== undefined }];
    });
}

/**
 * The area under precision over recall of one kind of thing, precision taken as the best at that recall or more, at every
 * step of recall: as the COCO and, since 2010, the Pascal VOC evaluations have it at an overlap of 0.5.
 */
export function averagePrecision(pictures: readonly Judged[]): number {
  const there = pictures.flatMap(({ truths }) => truths).filter(({ ignore }) => ignore !== true).length;
  const verdicts = pictures.flatMap(judgeClaims).toSorted((one, other) => other.confidence - one.confidence);
  let right = 0;
  const precisions = verdicts.map(({ isRight }, i) => (isRight ? (right += 1) : right) / (i + 1));
  return verdicts.reduce(
    (area, { isRight }, i) => (isRight ? area + Math.max(...precisions.slice(i)) / there : area),
    0,
  );
}
