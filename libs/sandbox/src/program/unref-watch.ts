import { syncBuiltinESMExports } from 'node:module';
import promised from 'node:timers/promises';
import { getCallSites } from 'node:util';

/*
 * A timer that was unref'd keeps no process alive and stands in no list that Node gives out; one that a call leaves
 * behind would fire in the next. So each is noted when it becomes one. All other timers cost nothing.
 */

type Timer = NodeJS.Timeout | NodeJS.Immediate;
type AnyFunction = (...given: readonly unknown[]) => unknown;

// Taken before any strange code is loaded.
const { apply } = Reflect;
const callSites = getCallSites;

/** Node's own housekeeping for `fetch`, `AbortSignal.timeout` and HTTP: it is no code of a call. */
const HOUSEKEEPERS = /^node:(_http_|internal\/(abort_controller|deps\/undici)\b)/;
const FIRST_SWEEP = 64;

/** Counts the timers that were unref'd and are still to fire. */
export class UnrefWatch {
  private readonly timers = new Set<Timer>();
  private readonly add = this.timers.add.bind(this.timers);
  private readonly has = this.timers.has.bind(this.timers);
  private readonly remove = this.timers.delete.bind(this.timers);
  private readonly each = this.timers.forEach.bind(this.timers);
  private notes = 0;
  private nextSweep = FIRST_SWEEP;
  /** Those of `node:timers/promises`: all that shows of them is whether they are settled. */
  private pending = 0;

  /** Begins to watch. To be called once, before any strange code is loaded. */
  install(): void {
    const timeout = setTimeout(() => undefined, 0);
    const immediate = setImmediate(() => undefined);
    clearTimeout(timeout);
    clearImmediate(immediate);
    this.noteAfter(timeout, 'unref');
    this.noteAfter(timeout, 'refresh'); // one that has fired is to fire again
    this.noteAfter(immediate, 'unref');
    this.countPromises(promised, 'setTimeout', 2);
    this.countPromises(promised, 'setImmediate', 1);
    this.countPromises(promised.scheduler, 'wait', 1);
    this.countIntervals();
    syncBuiltinESMExports(); // `import { setTimeout } from 'node:timers/promises'` sees the change too
  }

  /** How many there are now. */
  count(): number {
    return this.sweep() + this.pending;
  }

  /** @param one any of the timers whose common method is meant */
  private noteAfter(one: Timer, method: 'unref' | 'refresh'): void {
    const note = (timer: Timer): void => {
      this.note(timer);
    };
    patch(
      Reflect.getPrototypeOf(one) ?? one,
      method,
      (original) =>
        function (this: Timer): unknown {
          const result = apply(original, this, []);
          if (isToFireUnseen(this)) note(this);
          return result;
        },
    );
  }

  private note(timer: Timer): void {
    if (this.has(timer) || isHousekeeping()) return;
    this.add(timer);
    if (++this.notes < this.nextSweep) return;
    this.notes = 0;
    this.nextSweep = FIRST_SWEEP + this.sweep(); // as many again: each note costs the same
  }

  /** @returns how many are left */
  private sweep(): number {
    let left = 0;
    this.each((timer) => {
      if (isToFireUnseen(timer)) left++;
      else this.remove(timer);
    });
    return left;
  }

  private countPromises(owner: object, method: string, optionsAt: number): void {
    const count = (promise: Promise<unknown>): void => {
      this.pending++;
      const settled = (): void => {
        this.pending--;
      };
      promise.then(settled, settled);
    };
    patch(
      owner,
      method,
      (original) =>
        function (this: unknown, ...given): unknown {
          const promise = apply(original, this, given) as Promise<unknown>; // what it is the patch of
          if (isUnref(given[optionsAt])) count(promise);
          return promise;
        },
    );
  }

  private countIntervals(): void {
    const counted = this.counted.bind(this);
    patch(
      promised,
      'setInterval',
      (original) =>
        function (this: unknown, ...given): unknown {
          const ticks = apply(original, this, given) as AsyncIterable<unknown>; // what it is the patch of
          return isUnref(given[2]) ? counted(ticks) : ticks;
        },
    );
  }

  private async *counted<Tick>(ticks: AsyncIterable<Tick>): AsyncGenerator<Tick> {
    this.pending++;
    try {
      yield* ticks;
    } finally {
      this.pending--;
    }
  }
}

function patch(owner: object, name: string, around: (original: AnyFunction) => AnyFunction): void {
  const original = Reflect.get(owner, name) as AnyFunction; // a function of Node's
  Object.defineProperty(owner, name, {
    value: around(original),
    writable: true,
    configurable: true,
  });
}

/** Whether it will fire though nothing shows that it is there. */
function isToFireUnseen(timer: Timer): boolean {
  // Node keeps there whether it has fired or was cleared; there is no public word for it.
  return (timer as { _destroyed?: boolean })._destroyed !== true && !timer.hasRef();
}

function isUnref(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'ref' in options && options.ref === false;
}

/** Whether the method of the timer was called by Node itself: three frames above are `note`, its caller and the method. */
function isHousekeeping(): boolean {
  const caller = callSites(5, { sourceMap: false })[4]?.scriptName ?? '';
  return HOUSEKEEPERS.test(caller);
}
