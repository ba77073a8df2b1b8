/** The share of what is true, to two places and never rounded up, so that 1 means all; 0 of nothing. */
export function share(outcomes: readonly boolean[]): number {
  const right = outcomes.filter(Boolean).length;
  return outcomes.length === 0 ? 0 : Math.floor((100 * right) / outcomes.length) / 100;
}
