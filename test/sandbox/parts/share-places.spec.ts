import fc from 'fast-check';
import {
  PATIENCE_MS,
  freePlaces,
  mustYield,
  nextMove,
  placesWithinReach,
  type Claim,
} from '../../../libs/sandbox/src/pool/share-places.js';

/** A pool that holds nothing and wants nothing, but for what is said. */
function claim(facts: Partial<Claim> & { readonly name: string }): Claim & { readonly name: string } {
  const none = { held: 0, working: 0, idle: 0, idleSince: null, wanted: 0, waitingSince: null };
  return { ...none, ...facts };
}

const busy = (name: string): ReturnType<typeof claim> => claim({ name, held: 1, working: 1 });
const idle = (name: string, idleSince: number): ReturnType<typeof claim> =>
  claim({ name, held: 1, working: 1, idle: 1, idleSince });
const waiting = (name: string, waitingSince: number, wanted = 1): ReturnType<typeof claim> =>
  claim({ name, wanted, waitingSince });

function moveOf(max: number, ...pools: ReturnType<typeof claim>[]): string {
  const move = nextMove(pools, max);
  if (move === null) return 'none';
  return move.kind === 'grant' ? `grant ${move.to.name}` : `retire ${move.from.name}`;
}

describe('nextMove', () => {
  it.each<[what: string, max: number, pools: ReturnType<typeof claim>[], expected: string]>([
    ['does nothing where nobody wants anything', 1, [idle('a', 0), busy('b')], 'none'],
    ['gives a free place to who wants one', 1, [waiting('a', 0)], 'grant a'],
    ['puts who has waited longest first', 1, [waiting('a', 7), waiting('b', 5)], 'grant b'],
    [
      'puts a pool without a process before one that has waited longer',
      2,
      [{ ...busy('a'), wanted: 1, waitingSince: 0 }, waiting('b', 9)],
      'grant b',
    ],
    [
      'takes the place of the longest idle',
      3,
      [idle('a', 5), idle('b', 3), idle('c', 9), waiting('d', 9)],
      'retire b',
    ],
    ['waits where every process is at work', 2, [busy('a'), busy('b'), waiting('c', 0)], 'none'],
    [
      'does not take a second place where one is coming',
      2,
      [claim({ name: 'a', held: 1 }), idle('b', 0), waiting('c', 0)],
      'none',
    ],
    [
      'takes a second place where two are wanted and one is coming',
      2,
      [claim({ name: 'a', held: 1 }), idle('b', 0), waiting('c', 0, 2)],
      'retire b',
    ],
    [
      'takes a place for the second in turn where the first has one coming',
      2,
      [claim({ name: 'a', held: 1 }), idle('b', 0), waiting('c', 0), waiting('d', 1)],
      'retire b',
    ],
  ])('%s', (_what, max, pools, expected) => {
    expect(moveOf(max, ...pools)).toBe(expected);
  });
});

describe('mustYield', () => {
  const yields = (max: number, now: number, ...pools: ReturnType<typeof claim>[]): boolean =>
    mustYield(pools[0] ?? busy('none'), pools, max, now);
  const twoBusy = claim({ name: 'a', held: 2, working: 2, wanted: 3, waitingSince: 0 });

  it('gives one of several up at once to a pool that has none', () => {
    expect(yields(2, 0, twoBusy, waiting('b', 0))).toBe(true);
  });

  it('gives its only one up to a pool that has none and has been patient', () => {
    const pools = [busy('a'), waiting('b', 100)] as const;
    expect(yields(1, 100 + PATIENCE_MS - 1, ...pools)).toBe(false);
    expect(yields(1, 100 + PATIENCE_MS, ...pools)).toBe(true);
  });

  it('keeps what it has where a place is free or coming, or the other has a process', () => {
    expect(yields(3, 0, twoBusy, waiting('b', 0))).toBe(false);
    expect(yields(3, 0, twoBusy, claim({ name: 'c', held: 1 }), waiting('b', 0))).toBe(false);
    expect(yields(3, 0, twoBusy, { ...busy('b'), wanted: 1, waitingSince: 0 })).toBe(false);
  });
});

describe('placesWithinReach', () => {
  it('counts what is free, coming or idle elsewhere, less what others want', () => {
    const own = idle('a', 0);
    const reach = (max: number, ...others: ReturnType<typeof claim>[]): number =>
      placesWithinReach(own, [own, ...others], max);
    expect(reach(1)).toBe(0);
    expect(reach(3)).toBe(2);
    expect(reach(3, idle('b', 0), claim({ name: 'c', held: 1 }))).toBe(2);
    expect(reach(3, idle('b', 0), waiting('c', 0, 5))).toBe(0);
  });
});

/** Pools as they really behave, with a clock of their own: everything is decided by what is tested here. */
class World {
  now = 0;
  readonly served: number[];
  private readonly pools: Pool[];

  constructor(
    private readonly max: number,
    caps: readonly number[],
    private readonly greedy: boolean,
  ) {
    this.pools = caps.map((cap) => new Pool(cap));
    this.served = caps.map(() => 0);
  }

  arrive(at: number): void {
    this.pool(at).queue++;
    this.dispatch(at);
  }

  startEnds(at: number): void {
    const pool = this.pool(at);
    if (pool.starting === 0) return;
    pool.starting--;
    pool.idleTimes.push(this.now);
    this.dispatch(at);
  }

  callEnds(at: number): void {
    const pool = this.pool(at);
    if (pool.busy === 0) return;
    pool.busy--;
    this.served[at] = (this.served[at] ?? 0) + 1;
    if (this.greedy && at === 0) pool.queue++; // the first pool always has one more
    pool.idleTimes.push(this.now);
    if (mustYield(pool, this.pools, this.max, this.now)) {
      pool.idleTimes.pop();
      pool.leaving++;
    }
    this.dispatch(at);
  }

  exitEnds(at: number): void {
    const pool = this.pool(at);
    if (pool.leaving > 0) pool.leaving--;
    this.settle();
  }

  /** All that is under way comes to its end. */
  round(): void {
    this.now += PATIENCE_MS / 4;
    this.pools.forEach((pool, at) => {
      while (pool.leaving > 0) this.exitEnds(at);
      while (pool.starting > 0) this.startEnds(at);
      for (let calls = pool.busy; calls > 0; calls--) this.callEnds(at);
    });
  }

  get queued(): number[] {
    return this.pools.map(({ queue }) => queue);
  }

  get held(): number {
    return this.pools.reduce((total, { held }) => total + held, 0);
  }

  /** What must never be: a place that lies idle while somebody wants it. */
  get wasted(): boolean {
    const wants = this.pools.some(({ wanted }) => wanted > 0);
    return wants && freePlaces(this.pools, this.max) > 0;
  }

  private pool(at: number): Pool {
    const pool = this.pools[at % this.pools.length];
    if (pool === undefined) throw new Error('there is no pool');
    return pool;
  }

  private dispatch(at: number): void {
    const pool = this.pool(at);
    while (pool.queue > 0 && pool.idleTimes.pop() !== undefined) {
      pool.queue--;
      pool.busy++;
    }
    this.settle();
  }

  private settle(): void {
    for (let moves = 0; ; moves++) {
      for (const pool of this.pools)
        pool.waitingSince = pool.wanted > 0 ? (pool.waitingSince ?? this.now) : null;
      const move = nextMove(this.pools, this.max);
      if (move === null) return;
      if (moves > 1000) throw new Error('it never comes to rest');
      if (move.kind === 'grant') {
        move.to.starting++;
        move.to.waitingSince = null;
      } else {
        move.from.idleTimes.shift();
        move.from.leaving++;
      }
    }
  }
}

class Pool implements Claim {
  queue = 0;
  busy = 0;
  starting = 0;
  leaving = 0;
  waitingSince: number | null = null;
  readonly idleTimes: number[] = [];

  constructor(private readonly cap: number) {}

  get idle(): number {
    return this.idleTimes.length;
  }
  get idleSince(): number | null {
    return this.idleTimes[0] ?? null;
  }
  get working(): number {
    return this.busy + this.idle + this.starting;
  }
  get held(): number {
    return this.working + this.leaving;
  }
  get wanted(): number {
    return Math.max(0, Math.min(this.queue - this.starting, this.cap - this.held));
  }
}

const events = fc.array(
  fc.tuple(fc.constantFrom('arrive', 'arrive', 'startEnds', 'callEnds', 'exitEnds', 'tick'), fc.nat(9)),
  { maxLength: 120 },
);
const caps = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 10 });
const limit = fc.integer({ min: 1, max: 8 });

function live(world: World, story: readonly (readonly [string, number])[], pools: number): void {
  for (const [event, at] of story) {
    if (event === 'tick') world.now += 10;
    else world[event as 'arrive'](at % pools); // one of the world's events, by its name
  }
}

describe('places shared by pools', () => {
  it('never exceed the limit, and none lies idle while it is wanted', () => {
    fc.assert(
      fc.property(limit, caps, events, (max, sizes, story) => {
        const world = new World(max, sizes, false);
        for (const step of story) {
          live(world, [step], sizes.length);
          expect(world.held).toBeLessThanOrEqual(max);
          expect(world.wasted).toBe(false);
        }
      }),
    );
  });

  it('come to every call in the end', () => {
    fc.assert(
      fc.property(limit, caps, events, (max, sizes, story) => {
        const world = new World(max, sizes, false);
        live(world, story, sizes.length);
        for (let rounds = 0; rounds < 400; rounds++) world.round();
        expect(world.queued).toEqual(sizes.map(() => 0));
      }),
    );
  });

  it('come to every other pool while one has calls without end', () => {
    fc.assert(
      fc.property(limit, caps, events, (max, sizes, story) => {
        const world = new World(max, sizes, true);
        live(world, [...story, ...sizes.map((_, at) => ['arrive', at] as const)], sizes.length);
        for (let rounds = 0; rounds < 600; rounds++) world.round();
        expect(world.queued.slice(1)).toEqual(sizes.slice(1).map(() => 0));
        expect(world.served[0]).toBeGreaterThan(10);
      }),
    );
  });
});
