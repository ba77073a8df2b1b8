import { openPool } from './support/told-program.js';
import { processesOf } from './support/processes-of.js';
import { until } from './support/until.js';

describe('a call into a sandbox', () => {
  it('brings back what the program answers', async () => {
    const { tell, pool } = openPool();
    await expect(
      tell('return { sum: given.a + given.b }', { header: { given: { a: 1, b: 2 } } }),
    ).resolves.toEqual({
      sum: 3,
    });
    await until(() => pool.stats().busy === 0);
    expect(pool.stats()).toEqual({ processes: 1, starting: 0, busy: 0, queued: 0, restarts: 0 });
  });

  it('hands over its bytes whole', async () => {
    const { tell } = openPool();
    const body = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 31) % 256);
    const sum = body.reduce((total, byte) => total + byte, 0);
    const code =
      'return [body.length, body.reduce((total, byte) => total + byte, 0), body.buffer.byteLength]';
    await expect(tell(code, { body })).resolves.toEqual([body.length, sum, body.length]);
  });

  it('knows its deadline', async () => {
    const { tell } = openPool();
    const before = Date.now();
    const deadline = Number(await tell('return context.deadline', { timeoutMs: 10_000 }));
    expect(deadline).toBeGreaterThanOrEqual(before + 10_000);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 10_000);
  });

  it('tells how far it is', async () => {
    const seen: unknown[] = [];
    const { tell } = openPool();
    const code = `
      const pause = () => new Promise((resolve) => setTimeout(resolve, 60));
      context.progress(0.25, 'a quarter'); await pause();
      context.progress(7, 'x'.repeat(1000)); await pause();
      context.progress(NaN, null); await pause();
      context.progress('0.5'); context.progress(0.6, 'too soon');
    `;
    await tell(code, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { fraction: 0.25, message: 'a quarter' },
      { fraction: 1, message: 'x'.repeat(200) },
      { fraction: 0, message: 'null' },
      { fraction: 0.5, message: 'undefined' },
    ]);
  });

  it('is not told the progress of the call before it', async () => {
    const seen: unknown[] = [];
    const { tell } = openPool();
    await tell('kept.before = context; kept.before.progress(0.1, "mine")');
    const late =
      'await new Promise((resolve) => setTimeout(resolve, 60)); kept.before.progress(0.9, "not yours")';
    await tell(late, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([]);
  });

  it('writes a thousand log lines and no more', async () => {
    let lines = 0;
    const { tell } = openPool();
    await tell("for (let i = 0; i < 5000; i++) context.log('info', 'x'.repeat(5000))", {
      onLog: (_level, message) => {
        expect(message).toHaveLength(2000);
        lines++;
      },
    });
    expect(lines).toBe(1000);
  });

  it('logs under a level there is, whatever it said', async () => {
    const lines: unknown[] = [];
    const { tell } = openPool();
    await tell("context.log('shout', 7); context.log('error', { toString: () => 'told' })", {
      onLog: (level, message) => lines.push([level, message]),
    });
    expect(lines).toEqual([
      ['info', '7'],
      ['error', 'told'],
    ]);
  });

  it('goes to another process after a thousand', async () => {
    const { tell, pool } = openPool();
    const first = await tell('return process.pid');
    for (let count = 1; count < 1000; count++) await tell('');
    await expect(tell('return process.pid')).resolves.not.toBe(first);
    expect(pool.stats().restarts).toBe(0);
  });

  it('lets the host go on when a listener of the host throws', async () => {
    const { fails, tell } = openPool();
    const onProgress = (): void => {
      throw new Error('a defect of the host');
    };
    const [kind] = await fails('context.progress(0.5, ""); await new Promise(() => undefined)', {
      onProgress,
    });
    expect(kind).toBe('protocol');
    await expect(tell('return 1')).resolves.toBe(1);
  });
});

describe('a call that is cancelled', () => {
  it('before it was made is refused', async () => {
    const { fails, mark } = openPool();
    await expect(fails('return 1', { signal: AbortSignal.abort() })).resolves.toEqual([
      'cancelled',
      'it was cancelled',
    ]);
    expect(processesOf(mark)).toEqual([]);
  });

  it('while it waits never begins', async () => {
    const { tell, fails, pool } = openPool();
    const caller = new AbortController();
    const release =
      'await new Promise((resolve) => context.signal.addEventListener("abort", resolve)); return "ended"';
    const first = new AbortController();
    const busy = tell(release, { signal: first.signal });
    let started = false;
    const waits = fails('return 1', { signal: caller.signal, onStart: () => (started = true) });
    await until(() => pool.stats().queued === 1);
    caller.abort();
    await expect(waits).resolves.toEqual(['cancelled', 'it was cancelled while it waited']);
    expect(pool.stats().queued).toBe(0);
    first.abort();
    await expect(busy).resolves.toBe('ended');
    expect(started).toBe(false);
  });

  it('while it runs is heard, and the process lives', async () => {
    const { fails, tell } = openPool();
    const pid = await tell('return process.pid');
    const caller = new AbortController();
    const code = `
      context.progress(0, 'running');
      await new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));
    `;
    const onProgress = (): void => {
      caller.abort();
    };
    await expect(fails(code, { signal: caller.signal, onProgress })).resolves.toEqual([
      'cancelled',
      'it was cancelled',
    ]);
    await expect(tell('return process.pid')).resolves.toBe(pid);
  });

  it.each([
    ['waits on', 'await new Promise(() => undefined)'],
    ['spins', 'await new Promise((resolve) => setTimeout(resolve, 20)); for (;;);'],
  ])('while its program %s is ended all the same', async (_how, code) => {
    const { fails, tell } = openPool();
    const caller = new AbortController();
    const onProgress = (): void => {
      caller.abort();
    };
    const run = `context.progress(0, ''); ${code}`;
    await expect(fails(run, { signal: caller.signal, onProgress })).resolves.toEqual([
      'cancelled',
      'it was cancelled',
    ]);
    await expect(tell('return 1')).resolves.toBe(1);
  });
});
