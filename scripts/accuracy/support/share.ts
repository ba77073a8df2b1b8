/** The share of what is true, to two places; 0 of nothing. */
export function share(outcomes: readonly boolean[]): number {
  const right = outcomes.filter(Boolean).length;
  return outcomes.length === 0 ? 0 : Math.round((right / outcomes.length) * 100) / 100;
}
