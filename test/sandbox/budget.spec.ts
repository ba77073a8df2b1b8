import { ProcessBudget, type SandboxSpec } from '@gatehouse/sandbox';
import { openPool, type ToldPool } from './support/told-program.js';
import { processesOf } from './support/processes-of.js';
import { until } from './support/until.js';

const UNTIL_CANCELLED =
  "await new Promise((resolve) => context.signal.addEventListener('abort', resolve)); return process.pid";
const PAUSE = 'await new Promise((resolve) => setTimeout(resolve, 20)); return process.pid';

/** Pools that share so many places. */
function openPools(
  count: number,
  places: number,
  overrides: Partial<SandboxSpec> = {},
): { readonly pools: readonly ToldPool[]; readonly running: () => number } {
  const budget = new ProcessBudget(places);
  const pools = Array.from({ length: count }, (_, at) =>
    openPool({ name: `told-${at}`, ...overrides }, budget),
  );
  return { pools, running: () => pools.reduce((sum, { mark }) => sum + processesOf(mark).length, 0) };
}

/** The most processes there were at once, looked at while something is going on. */
async function mostWhile(running: () => number, work: Promise<unknown>): Promise<number> {
  let most = 0;
  let over = false;
  void work.finally(() => (over = true)).catch(() => undefined);
  await until(() => {
    most = Math.max(most, running());
    return over;
  });
  await work;
  return most;
}

describe('a process with nothing to do', () => {
  it('ends after a while, but for one', async () => {
    const { pool, tell, mark } = openPool({ maxProcesses: 3, idleMs: 300 });
    await Promise.all([tell(PAUSE), tell(PAUSE), tell(PAUSE)]);
    expect(processesOf(mark)).toHaveLength(3);
    await until(() => processesOf(mark).length === 1);
    expect(pool.stats()).toMatchObject({ processes: 1, busy: 0, restarts: 0 });
    const [pid] = processesOf(mark);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expect(tell('return process.pid')).resolves.toBe(pid);
  });

  it('stays as the one where the time of all is over at once', async () => {
    const { pool, tell, mark } = openPool({ maxProcesses: 3, idleMs: 1000 });
    await Promise.all([tell(PAUSE), tell(PAUSE), tell(PAUSE)]);
    await until(() => pool.stats().processes === 3 && pool.stats().busy === 0);
    const late = performance.now() + 1000;
    while (performance.now() < late); // nothing else of the host runs meanwhile
    await until(() => processesOf(mark).length === 1);
    expect(pool.stats()).toMatchObject({ processes: 1, restarts: 0 });
  });

  it('puts its things away before it ends', async () => {
    const lines: string[] = [];
    const { tell, mark } = openPool({
      maxProcesses: 2,
      idleMs: 100,
      argument: { dispose: "console.log('put away')" },
      onLog: (_level, message) => lines.push(message),
    });
    await Promise.all([tell(PAUSE), tell(PAUSE)]);
    await until(() => processesOf(mark).length === 1);
    expect(lines).toEqual(['put away']);
  });

  it('stays while it is used again and again', async () => {
    const { tell } = openPool({ maxProcesses: 2, idleMs: 200 });
    const pid = await tell('return process.pid');
    for (let call = 0; call < 10; call++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expect(tell('return process.pid')).resolves.toBe(pid);
    }
  });
});

describe('pools that share places for processes', () => {
  it('are all usable in turn, and never have more processes than places', async () => {
    const { pools, running } = openPools(12, 3);
    const starts = Promise.all(pools.map(({ pool }) => pool.start()));
    await expect(mostWhile(running, starts)).resolves.toBeLessThanOrEqual(3);
    expect(pools.filter(({ pool }) => !pool.usable)).toEqual([]);
    const calls = Promise.all(pools.map(({ tell }, at) => tell(`return ${at}`)));
    await expect(mostWhile(running, calls)).resolves.toBeLessThanOrEqual(3);
    await expect(calls).resolves.toEqual(pools.map((_, at) => at));
    expect(pools.map(({ pool }) => pool.stats().restarts)).toEqual(pools.map(() => 0));
  });

  it('take the place of the process that is idle for the longest', async () => {
    const { pools } = openPools(3, 2);
    const [first, second, third] = pools;
    await first?.tell('return 1');
    await second?.tell('return 1');
    await until(() => pools.every(({ pool }) => pool.stats().busy === 0));
    await first?.tell('return 1');
    await until(() => first?.pool.stats().busy === 0);
    await expect(third?.tell('return 3')).resolves.toBe(3);
    expect(pools.map(({ pool }) => pool.stats().processes)).toEqual([1, 0, 1]);
    expect(second?.pool.usable).toBe(true);
  });

  it('let a call wait until a place is free, in a queue with an end', async () => {
    const { pools } = openPools(2, 1, { maxQueue: 1 });
    const [one, other] = pools;
    const caller = new AbortController();
    const atWork = one?.tell(UNTIL_CANCELLED, { signal: caller.signal });
    await until(() => one?.pool.stats().busy === 1);
    const waits = other?.tell('return 2');
    await expect(other?.fails('return 3')).resolves.toEqual(['queue_full', '1 calls are waiting']);
    expect(other?.pool.stats()).toMatchObject({ processes: 0, starting: 0, queued: 1 });
    caller.abort();
    await expect(atWork).resolves.toEqual(expect.any(Number));
    await expect(waits).resolves.toBe(2);
  });

  it('let a call that waits for a place be cancelled, and start no process for it', async () => {
    const { pools } = openPools(2, 1);
    const [one, other] = pools;
    const [first, second] = [new AbortController(), new AbortController()];
    const atWork = one?.tell(UNTIL_CANCELLED, { signal: first.signal });
    await until(() => one?.pool.stats().busy === 1);
    const waits = other?.fails('return 2', { signal: second.signal });
    second.abort();
    await expect(waits).resolves.toEqual(['cancelled', 'it was cancelled while it waited']);
    first.abort();
    const pid = await atWork;
    await expect(one?.tell('return process.pid')).resolves.toBe(pid);
    expect(other?.pool.stats()).toMatchObject({ processes: 0, starting: 0, queued: 0 });
  });

  it('come to a pool that has none while another has calls without end', async () => {
    const { pools } = openPools(2, 1, { maxQueue: 100 });
    const [greedy, modest] = pools;
    let answered = 0;
    let enough = false;
    const feed = async (): Promise<void> => {
      while (!enough) {
        await greedy?.tell(PAUSE);
        answered++;
      }
    };
    const feeds = [feed(), feed(), feed()];
    await until(() => answered > 3);
    await expect(modest?.tell('return 1')).resolves.toBe(1);
    const before = answered;
    await until(() => answered > before + 3); // and the other has its turn again
    enough = true;
    await Promise.all(feeds);
    expect(greedy?.pool.stats().restarts).toBe(0);
  });

  it('get back the place of a program that cannot be started, crashes or is closed', async () => {
    const { pools } = openPools(3, 1, { startTimeoutMs: 5000 });
    const budget = new ProcessBudget(1);
    const broken = openPool({ argument: { initialize: 'process.exit(3)' } }, budget);
    const missing = openPool({ program: new URL('file:///nowhere/program.mjs') }, budget);
    const sound = openPool({}, budget);
    await expect(broken.fails('return 1')).resolves.toEqual(['start_failed', 'exit code 3']);
    await expect(missing.pool.start()).rejects.toMatchObject({ kind: 'start_failed' });
    await expect(sound.tell('return 1')).resolves.toBe(1);
    expect([broken, missing, sound].map(({ pool }) => pool.usable)).toEqual([false, false, true]);
    const [one, two, three] = pools;
    await expect(one?.fails('process.exit(1)')).resolves.toEqual(['crashed', 'exit code 1']);
    await expect(two?.tell('return 2')).resolves.toBe(2);
    const start = three?.pool.start();
    await two?.pool.close();
    await expect(start).resolves.toBeUndefined();
  });

  it('tell those who wait for a place when their pool is closed', async () => {
    const { pools } = openPools(2, 1);
    const [one, other] = pools;
    const caller = new AbortController();
    const atWork = one?.tell(UNTIL_CANCELLED, { signal: caller.signal });
    await until(() => one?.pool.stats().busy === 1);
    const [start, call] = [other?.pool.start(), other?.fails('return 1')];
    await other?.pool.close();
    await expect(start).rejects.toMatchObject({ kind: 'closed' });
    await expect(call).resolves.toEqual(['closed', 'told-1 was stopped']);
    caller.abort();
    await expect(atWork).resolves.toEqual(expect.any(Number));
  });

  it('lose no call when many want a place and processes die', async () => {
    const { pools, running } = openPools(6, 3, { maxProcesses: 2, maxQueue: 100 });
    const good = pools.flatMap(({ tell }, at) =>
      Array.from({ length: 5 }, (_, call) => tell(PAUSE).then(() => `${at}.${call}`)),
    );
    const bad = pools.map(({ fails }) => fails('process.exit(1)'));
    await expect(mostWhile(running, Promise.all([...good, ...bad]))).resolves.toBeLessThanOrEqual(3);
    await expect(Promise.all(good)).resolves.toHaveLength(30);
    for (const failure of bad) await expect(failure).resolves.toEqual(['crashed', 'exit code 1']);
  });
});
