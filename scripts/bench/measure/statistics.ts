/** The value that a part of the values is not above: 0.5 is the median. Not a number where there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The value in the middle; between the two that are, where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** How two contenders compare over rounds in which they took turns. */
export interface Ratio {
  readonly median: number;
  /** The lower and the upper quartile of the rounds: how far to trust the median. */
  readonly low: number;
  readonly high: number;
}

/**
 * The ratio of two contenders, round by round: whatever else the machine did in a round fell on both.
 *
 * @throws Error where they did not take part in the same rounds
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} rounds against ${theirs.length}`);
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}
