import { join } from 'node:path';
import { isAlive, processesOf } from '../sandbox/support/processes-of.js';
import { sample } from '../support/images/samples.js';
import { until } from '../support/until.js';
import { expectGood } from './support/expect-fault-answer.js';
import { FaultScene } from './support/fault-scene.js';

/** The promise, in milliseconds. */
const FREED_MS = 500;
/** One more than would take a plugin out of service, were these its faults. */
const ABORTS_EACH = 4;

const STUBBORN: readonly (readonly [how: string, does: string])[] = [
  ['spins', 'for (;;);'],
  ['spins in microtasks', 'const spin = () => void Promise.resolve().then(spin); spin();'],
  ['waits for ever', ''],
  ['hears that it is cancelled and goes on', "signal.addEventListener('abort', () => {});"],
  ['blocks its thread', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
];

const nameOf = (index: number): string => `stubborn-${index}`;

const png = await sample('png', 16, 16);
const scene = await FaultScene.open({
  ...Object.fromEntries(
    STUBBORN.map(([, does], index) => [
      nameOf(index),
      {
        manifest: {
          limits: { timeout_ms: 60_000, max_concurrency: 1, memory_mb: 512 },
          options_schema: { properties: { hang: { type: 'boolean' } } },
        },
        code: `export default { run: ({ options }, { signal }) => {
          if (options.hang !== true) return { ok: true };
          ${does}
          return new Promise(() => {});
        } };`,
      },
    ]),
  ),
  obedient: {
    manifest: { options_schema: { properties: { hang: { type: 'boolean' } } } },
    code: `export default { run: ({ options }, { signal }) => options.hang !== true ? { ok: true, pid: process.pid } :
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) };`,
  },
});

afterAll(() => scene.server.dispose());

/** Calls a plugin so that it hangs, and leaves when it is at it. */
async function callAndLeave(plugin: string): Promise<void> {
  const caller = new AbortController();
  const call = scene.client.send('/v1/analyze-execution', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plugin, image: Buffer.from(png).toString('base64'), options: { hang: true } }),
    signal: caller.signal,
  });
  await until(async () => (await scene.client.health(plugin)).state === 'RUNNING');
  await new Promise((resolve) => setTimeout(resolve, 50)); // the plugin is called by now, or about to be
  caller.abort();
  await expect(call).rejects.toThrow('aborted');
}

describe('a caller who leaves', () => {
  it.each(STUBBORN)('frees the process of a plugin that %s', async (how) => {
    const plugin = nameOf(STUBBORN.findIndex(([name]) => name === how));
    const freedMs: number[] = [];
    for (let count = 0; count < ABORTS_EACH; count++) {
      const [pid = 0] = processesOf(join(scene.folder, plugin));
      await callAndLeave(plugin);
      const leftAt = performance.now();
      const next = scene.callWell(plugin); // waits for the one place there is
      await until(() => !isAlive(pid));
      freedMs.push(performance.now() - leftAt);
      expectGood(await next);
    }
    // The best of them: a busy machine makes some late, a fault of ours would make all of them.
    expect(Math.min(...freedMs)).toBeLessThan(FREED_MS);
    expect(await scene.client.health(plugin)).toMatchObject({
      state: 'INITIALIZED',
      success_count: ABORTS_EACH + 1,
      error_count: ABORTS_EACH,
    });
  });

  it('leaves the process to a plugin that stops when it is told to', async () => {
    const pidOf = async (): Promise<unknown> => {
      const { json } = await scene.callWell('obedient');
      return (json as { result: { pid: number } }).result.pid; // what it answers, see above
    };
    const pid = await pidOf();
    await callAndLeave('obedient');
    expect(await pidOf()).toBe(pid);
  });
});
