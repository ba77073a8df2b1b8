/** What a contender does in one round. */
type Turns<Name extends string, Figure> = Readonly<Record<Name, () => Promise<Figure>>>;

/**
 * Has contenders take turns, so that whatever else the machine does falls on all of them. One round before the first is
 * not counted. Every second round goes the other way, since who comes behind a busy one may find the machine warmer.
 *
 * @returns the figures of each contender, by the round
 */
export async function takeTurns<Name extends string, Figure>(
  turns: Turns<Name, Figure>,
  rounds: number,
): Promise<Record<Name, Figure[]>> {
  const names = Object.keys(turns) as Name[]; // of a literal record
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Figure[]>; // one for each
  for (const name of names) await turns[name]();
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) figures[name].push(await turns[name]());
  }
  return figures;
}
