/** What one pool has of the places for processes, and what it wants. */
export interface Claim {
  /** Its places: one for each process, from before it is spawned until it is gone. */
  readonly held: number;
  /** Those of its processes that are up or coming; the other places are about to be free. */
  readonly working: number;
  /** Processes that wait for a call. */
  readonly idle: number;
  /** When the longest idle of them became idle, in milliseconds; null where none is. */
  readonly idleSince: number | null;
  /** Processes it would start now if it had the places. */
  readonly wanted: number;
  /** Since when it wants one, in milliseconds; a place given to it starts the wait anew. Null where it wants none. */
  readonly waitingSince: number | null;
}

/** What is to be done next so that places come to those who want them. */
export type Move<Pool extends Claim> =
  | { readonly kind: 'grant'; readonly to: Pool }
  /** The longest idle process of that pool is to go. */
  | { readonly kind: 'retire'; readonly from: Pool };

/** How long a pool without any process waits before one whose every process is at work gives one up to it. */
export const PATIENCE_MS = 1000;

/**
 * Decides the next move; null where nothing can or need be done. A pool without a process comes before one that has
 * some, and of equals the one that has waited longest. Idle processes go only for wants that no place is coming for.
 */
export function nextMove<Pool extends Claim>(pools: readonly Pool[], max: number): Move<Pool> | null {
  const waiting = inTurn(pools);
  const [first] = waiting;
  if (first === undefined) return null;
  if (freePlaces(pools, max) > 0) return { kind: 'grant', to: first };
  const uncovered = firstUncovered(waiting, placesComing(pools));
  if (uncovered === null) return null;
  const victim = longestIdle(pools.filter((pool) => pool !== uncovered));
  return victim === null ? null : { kind: 'retire', from: victim };
}

/**
 * Whether a pool is to let a process go that it has calls for, because another one has none at all and would wait
 * for ever: at once where the pool has others, and after {@link PATIENCE_MS} where it is its only one, so that
 * two busy pools do not spend their time on starting processes.
 */
export function mustYield<Pool extends Claim>(
  pool: Pool,
  pools: readonly Pool[],
  max: number,
  now: number,
): boolean {
  const starving = inTurn(pools).filter((other) => other !== pool && other.working === 0);
  const next = starving[freePlaces(pools, max) + placesComing(pools)];
  if (next === undefined) return false;
  return pool.working > 1 || now - (next.waitingSince ?? now) >= PATIENCE_MS;
}

/** How many processes a pool can count on starting soon: what is free, is about to be or idle elsewhere, less what others want. */
export function placesWithinReach<Pool extends Claim>(
  pool: Pool,
  pools: readonly Pool[],
  max: number,
): number {
  const others = pools.filter((other) => other !== pool);
  const idleElsewhere = sum(others, ({ idle }) => idle);
  const wantedElsewhere = sum(others, ({ wanted }) => wanted);
  return Math.max(0, freePlaces(pools, max) + placesComing(pools) + idleElsewhere - wantedElsewhere);
}

/** Places that nobody holds. */
export function freePlaces(pools: readonly Claim[], max: number): number {
  return Math.max(0, max - sum(pools, ({ held }) => held));
}

function placesComing(pools: readonly Claim[]): number {
  return sum(pools, ({ held, working }) => Math.max(0, held - working));
}

function inTurn<Pool extends Claim>(pools: readonly Pool[]): Pool[] {
  return pools
    .filter(({ wanted }) => wanted > 0)
    .sort(
      (a, b) =>
        Number(a.working > 0) - Number(b.working > 0) || (a.waitingSince ?? 0) - (b.waitingSince ?? 0),
    );
}

/** @param coming places that will be free, and go to those who wait in their turn */
function firstUncovered<Pool extends Claim>(waiting: readonly Pool[], coming: number): Pool | null {
  let left = coming;
  for (const pool of waiting) {
    if (pool.wanted > left) return pool;
    left -= pool.wanted;
  }
  return null;
}

function longestIdle<Pool extends Claim>(pools: readonly Pool[]): Pool | null {
  const since = ({ idleSince }: Pool): number => idleSince ?? Infinity;
  const idle = pools.filter((pool) => pool.idleSince !== null);
  return idle.reduce<Pool | null>((a, b) => (a !== null && since(a) <= since(b) ? a : b), null);
}

function sum<Pool extends Claim>(pools: readonly Pool[], count: (pool: Pool) => number): number {
  return pools.reduce((total, pool) => total + count(pool), 0);
}
