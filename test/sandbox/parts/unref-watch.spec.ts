import promised from 'node:timers/promises';
import { watchUnrefs } from '../support/watch-unrefs.js';

const HOUR = 3_600_000;
const nothing = () => undefined;

let watch: ReturnType<typeof watchUnrefs>;
/** Of this test: the process of the tests may have others. */
let before: number;
const counted = () => watch.unrefs.count() - before;

beforeAll(() => {
  watch = watchUnrefs();
});
afterAll(() => {
  watch.end();
});
beforeEach(() => {
  before = watch.unrefs.count();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a timer that keeps nothing alive', () => {
  it('counts until it is cleared', () => {
    const timers = [setTimeout(nothing, HOUR), setInterval(nothing, HOUR)].map((timer) => timer.unref());
    expect(counted()).toBe(2);
    clearTimeout(timers[0]);
    expect(counted()).toBe(1);
    clearInterval(timers[1]);
    expect(counted()).toBe(0);
  });

  it('counts once, however often it is told so, and not where it keeps the process alive again', () => {
    const timer = setTimeout(nothing, HOUR).unref().unref();
    expect(counted()).toBe(1);
    timer.ref();
    expect(counted()).toBe(0);
    timer.unref();
    expect(counted()).toBe(1);
    clearTimeout(timer);
  });

  it('counts no more when it has fired, and again when it is to fire anew', async () => {
    const timer = await new Promise<NodeJS.Timeout>((resolve) => {
      const one = setTimeout(() => {
        setImmediate(resolve, one);
      }, 1);
      setTimeout(nothing, 50); // keeps the loop turning
      one.unref();
      expect(counted()).toBe(1);
    });
    expect(counted()).toBe(0);
    timer.refresh();
    expect(counted()).toBe(1);
    clearTimeout(timer);
  });

  it('is any of the immediates too', async () => {
    const immediate = setImmediate(nothing).unref();
    expect(counted()).toBe(1);
    clearImmediate(immediate);
    expect(counted()).toBe(0);
    await turn();
  });

  it('is not forgotten among hundreds that come and go', () => {
    const left = setTimeout(nothing, HOUR).unref();
    for (let i = 0; i < 300; i++) clearTimeout(setTimeout(nothing, HOUR).unref());
    expect(counted()).toBe(1);
    clearTimeout(left);
  });

  it('does as it did before', () => {
    const timer = setTimeout(nothing, HOUR);
    expect(timer.unref()).toBe(timer);
    expect(timer.hasRef()).toBe(false);
    expect(timer.refresh()).toBe(timer);
    clearTimeout(timer);
  });
});

describe('a promise of a timer', () => {
  it.each<readonly [string, (options: { ref: boolean; signal: AbortSignal }) => Promise<unknown>]>([
    ['setTimeout', (options) => promised.setTimeout(HOUR, null, options)],
    ['scheduler.wait', (options) => promised.scheduler.wait(HOUR, options)],
  ])('counts with %s until it is settled, where it keeps nothing alive', async (_, begin) => {
    const abort = new AbortController();
    const kept = begin({ ref: true, signal: abort.signal });
    expect(counted()).toBe(0);
    const unseen = begin({ ref: false, signal: abort.signal });
    expect(counted()).toBe(1);
    abort.abort();
    expect((await Promise.allSettled([kept, unseen])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await turn();
    expect(counted()).toBe(0);
  });

  it('counts as an immediate too, and gives its value', async () => {
    const unseen = promised.setImmediate('its value', { ref: false });
    expect(counted()).toBeGreaterThan(0);
    await expect(unseen).resolves.toBe('its value');
    await turn();
    expect(counted()).toBe(0);
  });

  it('counts as an interval from its first tick until nobody waits for the next', async () => {
    const alive = setTimeout(nothing, HOUR);
    for await (const tick of promised.setInterval(1, 'tick', { ref: false })) {
      expect([tick, counted()]).toEqual(['tick', 1]);
      break;
    }
    expect(counted()).toBe(0);
    for await (const tick of promised.setInterval(1, 'tock')) {
      expect([tick, counted()]).toEqual(['tock', 0]);
      break;
    }
    clearTimeout(alive);
  });
});

describe('a timer that Node keeps for itself', () => {
  it('is none of a call', () => {
    const signal = AbortSignal.timeout(HOUR);
    expect([counted(), signal.aborted]).toEqual([0, false]);
  });
});
