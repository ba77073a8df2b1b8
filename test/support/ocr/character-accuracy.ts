/**
 * How much of a text was read: 1 − edit distance ÷ length of the truth, at least 0. Runs of white space count as one
 * blank.
 */
export function characterAccuracy(read: string, truth: string): number {
  const from = lettersOf(read);
  const to = lettersOf(truth);
  let distances = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, wanted] of to.entries()) {
      const [replaced = 0, removed = 0] = distances.slice(j, j + 2);
      next.push(Math.min(removed + 1, (next[j] ?? 0) + 1, replaced + Number(letter !== wanted)));
    }
    distances = next;
  }
  return Math.max(0, 1 - (distances.at(-1) ?? 0) / Math.max(1, to.length));
}

function lettersOf(text: string): readonly string[] {
  return Array.from(text.replace(/\s+/gu, ' ').trim());
}
