/** When a turn ends: after some milliseconds, or with its last call. */
export type TurnLimit = { readonly ms: number } | { readonly calls: number };

/** What one turn came to. */
export interface TurnFigures {
  readonly perSecond: number;
  /** Of each call, in milliseconds. */
  readonly times: readonly number[];
}

/**
 * Makes one call after another in each of some lanes.
 *
 * @param lanes what each does for a call; it tells how many milliseconds that took of what is measured
 */
export async function repeat(
  lanes: readonly (() => Promise<number>)[],
  limit: TurnLimit,
): Promise<TurnFigures> {
  const times: number[] = [];
  const start = performance.now();
  const mayCall = callsWithin(limit, start);
  const work = async (call: () => Promise<number>): Promise<void> => {
    while (mayCall()) times.push(await call());
  };
  await Promise.all(lanes.map(work));
  return { perSecond: (times.length * 1000) / (performance.now() - start), times };
}

/** As many lanes that all do the same. */
export function lanesOf(count: number, call: () => Promise<number>): (() => Promise<number>)[] {
  return Array.from({ length: count }, () => call);
}

/** How many milliseconds something took. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

function callsWithin(limit: TurnLimit, start: number): () => boolean {
  if ('ms' in limit) return () => performance.now() - start < limit.ms;
  let left = limit.calls;
  return () => left-- > 0;
}
