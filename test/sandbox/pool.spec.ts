import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hostMeasures } from '@gatehouse/sandbox';
import { openPool, type ToldPool } from './support/told-program.js';
import { processesOf } from './support/processes-of.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { until } from './support/until.js';

const OWNER = fileURLToPath(new URL('../fixtures/programs/owner.mjs', import.meta.url));
const FOR_EVER = 'await new Promise(() => undefined)';
const UNTIL_CANCELLED =
  "await new Promise((resolve) => context.signal.addEventListener('abort', resolve)); return 'ended'";

const measures = await hostMeasures();

describe('a pool of sandboxes', () => {
  it('has no process before it is started or called', async () => {
    const { pool, mark } = openPool();
    expect(processesOf(mark)).toEqual([]);
    await pool.start();
    expect(processesOf(mark)).toHaveLength(1);
    expect(pool.stats()).toEqual({ processes: 1, starting: 0, busy: 0, queued: 0, restarts: 0 });
  });

  it('starts one process however often it is asked to', async () => {
    const { pool, mark, tell } = openPool();
    await Promise.all([pool.start(), tell('return 1'), pool.start()]);
    await pool.start();
    expect(processesOf(mark)).toHaveLength(1);
  });

  it('does no more at once than it has processes, and keeps the order', async () => {
    const { tell, mark } = openPool({ maxProcesses: 2 });
    const started: number[] = [];
    const pause = 'await new Promise((resolve) => setTimeout(resolve, 20)); return process.pid';
    const calls = Array.from({ length: 8 }, (_, index) =>
      tell(pause, { onStart: () => started.push(index) }),
    );
    const pids = await Promise.all(calls);
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
    expect(processesOf(mark).length).toBeLessThanOrEqual(2);
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([0, 1, 3])('lets %d calls wait and refuses the next at once', async (maxQueue) => {
    const { pool, tell, fails } = openPool({ maxQueue });
    await pool.start();
    const caller = new AbortController();
    const call = { signal: caller.signal };
    const busy = tell(UNTIL_CANCELLED, call);
    const waiting = Array.from({ length: maxQueue }, () => fails('return 1', call));
    expect(pool.stats()).toMatchObject({ busy: 1, queued: maxQueue });
    await expect(fails('return 1')).resolves.toEqual(['queue_full', `${maxQueue} calls are waiting`]);
    caller.abort();
    await expect(busy).resolves.toBe('ended');
    for (const call of waiting) await expect(call).resolves.toEqual(['cancelled', expect.any(String)]);
    await expect(tell('return 1')).resolves.toBe(1);
  });

  it('takes calls beyond its queue while the processes they are for start', async () => {
    const { tell, fails } = openPool({ maxQueue: 0, maxProcesses: 2 });
    const [first, second, third] = [tell('return 1'), tell('return 2'), fails('return 3')];
    await expect(third).resolves.toEqual(['queue_full', '2 calls are waiting']);
    await expect(Promise.all([first, second])).resolves.toEqual([1, 2]);
  });

  it('replaces a process that was killed while it was idle', async () => {
    const { tell, pool } = openPool();
    const pid = Number(await tell('return process.pid'));
    process.kill(pid, 'SIGKILL');
    await expect(tell('return process.pid')).resolves.not.toBe(pid);
    expect(pool.stats().restarts).toBe(1);
  });

  it('gives a call that a dead process never began to another one', async () => {
    const { tell, pool, pid } = await openStopped();
    const begins: number[] = [];
    const call = tell('return process.pid', { onStart: () => begins.push(pool.stats().restarts) });
    await until(() => begins.length === 1); // the process has it, and will never read it
    process.kill(pid, 'SIGKILL');
    await expect(call).resolves.not.toBe(pid);
    expect(begins).toEqual([0, 1]);
  });

  it('gives the next call to another process where one spins on after its answer', async () => {
    const { tell } = openPool();
    const pid = await tell('setImmediate(() => { for (;;); }); return process.pid');
    await expect(tell('return process.pid')).resolves.not.toBe(pid);
  });

  it.each([
    ['a timer', 'setTimeout(() => undefined, 60000)', 'an open Timeout'],
    [
      'a shared secret',
      "Object.getPrototypeOf(Uint8Array).prototype.kept = 'secret'",
      '%TypedArray%.prototype',
    ],
    ['another prototype', 'Object.setPrototypeOf(Set.prototype, Array.prototype)', 'Set.prototype'],
    ['a changed prototype', 'Array.prototype.map = () => []', 'Array.prototype'],
    ['a polluted prototype', 'Object.prototype.admin = true', 'Object.prototype'],
    ['a frozen prototype', 'Object.freeze(Object.prototype)', 'Object.prototype'],
    ['a replaced global', 'globalThis.structuredClone = () => 1', 'globalThis.structuredClone'],
    ['a patched JSON', 'JSON.parse = () => ({})', 'JSON'],
    ['a listener on the process', "process.on('exit', () => undefined)", 'listeners of process "exit"'],
    ['an open server', "(await import('node:net')).createServer().listen(0)", 'an open TCPServerWrap'],
  ])('replaces a process in which a call has left %s', async (_, code, residue) => {
    const lines: string[] = [];
    const { tell, pool } = openPool({ onLog: (_level, message) => lines.push(message) });
    const pid = await tell(`${code}; return process.pid`);
    await expect(tell('return [process.pid, [1].map((n) => n), ({}).admin ?? null]')).resolves.toEqual([
      expect.not.stringMatching(String(pid)),
      [1],
      null,
    ]);
    expect(lines).toEqual([
      expect.stringContaining(`its process is replaced: a call left behind ${residue}`),
    ]);
    expect(pool.stats().restarts).toBe(0);
  });

  it('replaces a process that holds on to memory', async () => {
    const { tell } = openPool({ memoryMb: 512 });
    const pid = await tell('globalThis.kept = Buffer.alloc(420 * 1024 * 1024, 1); return process.pid');
    await expect(tell('return process.pid')).resolves.not.toBe(pid);
  });

  it('keeps a process that leaves nothing behind', async () => {
    const { tell } = openPool();
    const pid = await tell(
      "await (await import('node:fs/promises')).access('/').catch(() => 0); return process.pid",
    );
    for (let call = 0; call < 5; call++) await expect(tell('return process.pid')).resolves.toBe(pid);
  });

  it('tells the caller when a process is killed that was at work for it', async () => {
    const { tell, fails } = openPool();
    const pid = Number(await tell('return process.pid'));
    const onProgress = (): void => {
      process.kill(pid, 'SIGKILL');
    };
    const failure = fails(`context.progress(0, ''); ${FOR_EVER}`, { onProgress });
    await expect(failure).resolves.toEqual(['crashed', 'signal SIGKILL']);
    await expect(tell('return 1')).resolves.toBe(1);
  });

  it('loses no good call to ten bad ones at once', async () => {
    const { tell, fails } = openPool({ maxProcesses: 3, maxQueue: 100 });
    const bad = [
      'process.exit(1)',
      'throw 1',
      'for (;;);',
      'process.abort()',
      'setTimeout(() => { throw 1 }); await new Promise(() => undefined)',
    ];
    const failures = [...bad, ...bad].map((code) => fails(code, { timeoutMs: 300 }));
    const good = Array.from({ length: 20 }, (_, index) => tell('return given', { header: { given: index } }));
    await expect(Promise.all(good)).resolves.toEqual(Array.from({ length: 20 }, (_, index) => index));
    const kinds = (await Promise.all(failures)).map(([kind]) => kind);
    const expected = ['crashed', 'threw', 'timed_out', 'crashed', 'crashed'];
    expect(kinds).toEqual([...expected, ...expected]);
  });

  it('does not start a program for ever that always ends by itself', async () => {
    const { pool, mark } = openPool({ argument: { initialize: 'setTimeout(() => process.exit(0), 20)' } });
    await pool.start();
    await until(() => pool.stats().processes === 0);
    expect(pool.stats().restarts).toBe(1);
    expect(processesOf(mark)).toEqual([]);
  });

  it('starts a program again that ended by itself, after a while', async () => {
    const { pool, tell, mark } = openPool();
    await pool.start();
    const [pid = 0] = processesOf(mark);
    process.kill(pid, 'SIGKILL');
    await until(() => pool.stats().processes === 0);
    await until(() => pool.stats().processes === 1);
    await expect(tell('return process.pid')).resolves.not.toBe(pid);
  });
});

describe('a pool that is closed', () => {
  it('lets idle programs put their things away', async () => {
    const lines: string[] = [];
    const { pool } = openPool({
      argument: {
        dispose: "console.log('put away'); await new Promise((resolve) => setTimeout(resolve, 20))",
      },
      onLog: (_level, message) => lines.push(message),
    });
    await pool.start();
    await pool.close();
    expect(lines).toEqual(['put away']);
  });

  it.each([
    ['waits for ever', FOR_EVER],
    ['spins', 'for (;;);'],
    ['throws', 'throw new Error()'],
  ])('ends an idle program whose dispose %s', async (_how, dispose) => {
    const { pool, mark } = openPool({ argument: { dispose } });
    await pool.start();
    await pool.close();
    expect(processesOf(mark)).toEqual([]);
  });

  it('ends calls at work and calls that wait', async () => {
    const { pool, fails, mark } = openPool();
    let running = false;
    const busy = fails(`context.progress(0, ''); for (;;);`, { onProgress: () => (running = true) });
    const waiting = fails('return 1');
    await until(() => running);
    await pool.close();
    await expect(busy).resolves.toEqual(['closed', 'it was stopped by the server']);
    await expect(waiting).resolves.toEqual(['closed', 'told was stopped']);
    await expect(fails('return 1')).resolves.toEqual(['closed', 'told was stopped']);
    expect(processesOf(mark)).toEqual([]);
  });

  it('ends a call that its process had not begun', async () => {
    const { pool, fails } = await openStopped();
    const call = fails('return 1');
    await pool.close();
    await expect(call).resolves.toEqual(['closed', 'it was stopped by the server']);
  });

  it('ends a process that was about to start', async () => {
    const { pool, fails, mark } = openPool({ argument: { initialize: FOR_EVER } });
    const call = fails('return 1');
    await until(() => processesOf(mark).length === 1);
    await pool.close();
    await expect(call).resolves.toEqual(['closed', 'told was stopped']);
    expect(processesOf(mark)).toEqual([]);
  });

  it('starts no process that it was about to start', async () => {
    const { pool, fails, mark } = openPool();
    const [started, call] = [pool.start(), fails('return 1')];
    const closed = pool.close();
    await expect(started).rejects.toMatchObject({ kind: 'closed' });
    await expect(call).resolves.toEqual(['closed', 'told was stopped']);
    await closed;
    expect(processesOf(mark)).toEqual([]);
  });

  it('may be closed again', async () => {
    const { pool } = openPool();
    await pool.start();
    await Promise.all([pool.close(), pool.close()]);
    await pool.close();
    await expect(pool.start()).rejects.toMatchObject({ kind: 'closed' });
  });
});

describe('the host of a pool', () => {
  it('leaves no process behind when it is killed while one spins', async () => {
    if (!measures.parentDeathSignal) return;
    const mark = temporaryFolder();
    const owner = spawn(process.execPath, [OWNER, mark, 'spin'], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(owner.stdout, 'data');
    expect(processesOf(mark)).toHaveLength(2);
    owner.kill('SIGKILL');
    await until(() => processesOf(mark).length === 0);
  });

  it('lives on when it has no descriptors left to start a process with', async () => {
    const command = ['--nofile=128', '--', process.execPath, OWNER, temporaryFolder(), 'runOutOfDescriptors'];
    const { stdout } = await promisify(execFile)('prlimit', command);
    expect(JSON.parse(stdout)).toEqual(['crashed', 'start_failed', 4]);
  });
});

/** A pool whose one process is idle and will take nothing more: it is stopped. */
async function openStopped(): Promise<ToldPool & { readonly pid: number }> {
  const told = openPool();
  const pid = Number(await told.tell('return process.pid'));
  await until(() => told.pool.stats().busy === 0);
  process.kill(pid, 'SIGSTOP');
  return { ...told, pid };
}
