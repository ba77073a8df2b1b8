import type { ErrorEnvelope, ExecutionOutcome, PluginPayload } from '@gatehouse/contracts';
import { isFailure, ToolRunner } from '@gatehouse/execution/internal';
import { forgedPng } from '../support/images/forged.js';
import { sample } from '../support/images/samples.js';
import type { PluginSource } from '../support/plugin-folder.js';
import { openExecution } from './support/open-execution.js';

/** Answers how many bytes it was given, after a while. */
const SLOW = `export default {
  run: ({ image, options }) => new Promise((done) => setTimeout(done, options.ms ?? 0, { bytes: image.length })),
};`;
const OPTIONS = { type: 'object', properties: { ms: { type: 'integer' } } };
const plugin = (input: object): PluginSource => ({
  code: SLOW,
  manifest: { input, options_schema: OPTIONS, limits: { max_concurrency: 2, memory_mb: 64 } },
});

const { app, registry } = await openExecution(
  {
    encoded: plugin({ format: 'encoded' }),
    grey: plugin({ format: 'grey' }),
    rgba: plugin({ format: 'rgba' }),
    small: plugin({ format: 'rgba', max_side: 50 }),
  },
  { EXECUTION_MAX_BYTES: '200000' },
);
const runner = app.get(ToolRunner);
const image = await sample('png', 200, 200); // 160,000 bytes as rgba, 40,000 as grey, 10,000 scaled down

const run = (name: string, ms = 0, given: Partial<PluginPayload> = {}): Promise<ExecutionOutcome> =>
  runner.run(name, { image, mimeType: null, options: { ms }, ...given });

function envelopeOf(outcome: ExecutionOutcome): ErrorEnvelope {
  if (!isFailure(outcome)) throw new Error('the test means a failure');
  return outcome[1];
}

describe('pixels on their way to plugins [GATE-03]', () => {
  it('are bounded together: one call too many is refused at once, and told when to come again', async () => {
    const first = run('rgba', 500);
    const second = await run('rgba');
    expect(envelopeOf(second)).toMatchObject({
      type: 'ExecutionError',
      details: { code: 'QUEUE_FULL', retryable: true, retry_after_ms: 1000 },
      message: 'Too much is waiting for this server (160000 bytes of pixels). Try again in 1000 ms.',
    });
    expect(registry.health('rgba')).toMatchObject({ errorCount: 1 });
    expect(await first).toEqual([{ bytes: 160_000 }, {}]);
    expect(await run('rgba')).toEqual([{ bytes: 160_000 }, {}]);
  });

  it('count as what the plugin asks for: scaled, grey, or not at all', async () => {
    const first = run('rgba', 500);
    const others = await Promise.all([run('grey'), run('encoded', 300)]);
    expect(others).toEqual([
      [{ bytes: 40_000 }, {}],
      [{ bytes: image.length }, {}],
    ]);
    expect(await run('small')).toEqual([{ bytes: 10_000 }, {}]);
    expect(await first).toEqual([{ bytes: 160_000 }, {}]);
  });

  it('have their place however many they are, where they are alone', async () => {
    const large = await sample('png', 300, 300);
    expect(await run('rgba', 0, { image: large })).toEqual([{ bytes: 360_000 }, {}]);
  });

  it('leave their place to the next also where the execution fails', async () => {
    const damaged = forgedPng(200, 200); // its header is sound
    for (let count = 0; count < 3; count++) {
      expect(envelopeOf(await run('rgba', 0, { image: damaged })).details.code).toBe('IMAGE_UNDECODABLE');
      expect(envelopeOf(await run('rgba', 0, { options: { ms: 'x' } })).details.code).toBe('OPTIONS_INVALID');
    }
    const both = await Promise.all([run('grey'), run('grey'), run('grey'), run('grey')]);
    expect(both.map(isFailure)).toEqual([false, false, false, false]);
  });
});
