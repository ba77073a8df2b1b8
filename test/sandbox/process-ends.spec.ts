import { PROCESS_END, type ProcessEnd } from '@gatehouse/sandbox';
import { openPool, type ToldPool } from './support/told-program.js';
import { until } from './support/until.js';

const HANG = 'await new Promise(() => undefined)';
const NONSENSE = "(await import('node:fs')).writeSync(3, 'hello there, host')";

/** Each way to lose a process, and the word for it. */
const WAYS: readonly (readonly [how: string, end: ProcessEnd, lose: (pool: ToldPool) => Promise<unknown>])[] =
  [
    ['exits', PROCESS_END.CRASHED, ({ fails }) => fails('process.exit(3)')],
    [
      'is killed by somebody',
      PROCESS_END.KILLED,
      async ({ tell }) => {
        process.kill(Number(await tell('return process.pid')), 'SIGKILL');
      },
    ],
    [
      'runs out of memory',
      PROCESS_END.OUT_OF_MEMORY,
      ({ fails }) => fails('const all = []; for (;;) all.push(new Array(100_000).fill(all.length))'),
    ],
    ['takes too long', PROCESS_END.TIMED_OUT, ({ fails }) => fails(HANG, { timeoutMs: 100 })],
    [
      'goes on when it was cancelled',
      PROCESS_END.CANCELLED,
      ({ fails }) => {
        const caller = new AbortController();
        return fails(HANG, {
          signal: caller.signal,
          onStart: () => {
            caller.abort();
          },
        });
      },
    ],
    ['writes nonsense to its channel', PROCESS_END.PROTOCOL, ({ fails }) => fails(`${NONSENSE}; ${HANG}`)],
    [
      'leaves something behind',
      PROCESS_END.RECYCLED,
      ({ tell }) => tell('setTimeout(() => undefined, 60_000); return 1'),
    ],
    [
      'does not come to rest',
      PROCESS_END.RECYCLED,
      ({ tell }) => tell('setImmediate(() => { for (;;); }); return 1'),
    ],
  ];

describe('why a process is no more', () => {
  it.each(WAYS)('is told once where it %s: %s', async (_, end, lose) => {
    const ends: ProcessEnd[] = [];
    const told = openPool({ onProcessEnd: (why) => ends.push(why) });
    await lose(told);
    await until(() => ends.length > 0);
    await expect(told.tell('return 2')).resolves.toBe(2);
    expect(ends).toEqual([end]);
  });

  it('has a test for each word', () => {
    const tested = new Set(WAYS.map(([, end]) => end));
    expect(Object.values(PROCESS_END).filter((end) => !tested.has(end))).toEqual([]);
  });

  it('is told of none that is let go for want of work, or stopped, or never was ready', async () => {
    const ends: ProcessEnd[] = [];
    const onProcessEnd = (why: ProcessEnd): number => ends.push(why);
    const { pool, tell } = openPool({ onProcessEnd, maxProcesses: 2, idleMs: 50 });
    await Promise.all([tell('return 1'), tell('return 2')]);
    await until(() => pool.stats().processes === 1);
    const broken = openPool({ onProcessEnd, argument: { initialize: 'process.exit(1)' } });
    await broken.fails('return 1');
    const busy = tell('await new Promise(() => undefined)').catch(() => 'stopped');
    await until(() => pool.stats().busy === 1);
    await pool.close();
    await expect(busy).resolves.toBe('stopped');
    expect(ends).toEqual([]);
  });
});
