import {
  LIFECYCLE_STATE,
  type ErrorEnvelope,
  type ExecutionControl,
  type ExecutionOutcome,
  type LifecycleState,
  type PluginHealth,
  type PluginPayload,
} from '@gatehouse/contracts';
import { ERROR_CATALOGUE, type ErrorCode } from '@gatehouse/errors';
import {
  ExecutionRecorder,
  ToolRunner,
  InputValidator,
  OutputValidator,
  PixelIntake,
} from '@gatehouse/execution/internal';
import { openRegistry } from '../plugin-stability/support/open-registry.js';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { STEERED, steeredWith } from './support/steered-plugin.js';

const { INITIALIZED, RUNNING, FAILED, UNAVAILABLE } = LIFECYCLE_STATE;

/** Milliseconds that the plugin that hangs may take. */
const HANG_MS = 1000;

const png = await sample('png');
const gif = await sample('gif');

const { app, registry } = await openExecution(
  {
    steered: STEERED,
    narrow: STEERED,
    // one each: crashes of one plugin add up
    hanging: steeredWith({ timeout_ms: HANG_MS }),
    leaving: STEERED,
    hoarding: STEERED,
    other: STEERED,
    missing: { manifest: { requires: { packages: ['no-such-package'] } } },
    broken: { code: 'this is not a module' },
    nameless: { manifest: '{' },
  },
  { EXECUTION_QUEUE: '0' },
);
const runner = app.get(ToolRunner);

const payload = (options: PluginPayload['options'] = {}, image = png): PluginPayload => ({
  image,
  mimeType: null,
  options,
});

function health(name: string): PluginHealth {
  const found = registry.health(name);
  if (found === null) throw new Error(`no plugin ${name}`);
  return found;
}

function envelopeOf([result, error]: ExecutionOutcome): ErrorEnvelope {
  expect(result).toEqual({});
  if (!('type' in error)) throw new Error('the execution succeeded');
  return error as ErrorEnvelope; // the half of an outcome that has a type
}

/** Runs until the plugin answers: `runs` is how often its present process was asked. */
async function runsSoFar(name: string): Promise<number> {
  const [result] = await runner.run(name, payload());
  return Number(result['runs']);
}

/** A control that aborts the execution as soon as the plugin has it. */
function abortedOnceStarted(): ExecutionControl {
  const controller = new AbortController();
  return {
    jobId: null,
    requestId: null,
    signal: controller.signal,
    onStart: () => {
      controller.abort();
    },
  };
}

const abortedBefore: ExecutionControl = { jobId: null, requestId: null, signal: AbortSignal.abort() };

describe('ToolRunner [GATE-01]', () => {
  describe('a success', () => {
    it('is the answer with an empty error', async () => {
      const [result, error] = await runner.run('steered', payload({ count: 5 }));
      expect(error).toEqual({});
      expect(result).toMatchObject({ mimeType: 'image/png', width: 64, height: 48, bytes: png.byteLength });
      expect(result['options']).toEqual({ act: 'answer', count: 5 });
    });

    it('is counted once, with its times [MET-01] [MET-02]', async () => {
      const before = health('steered');
      const start = performance.now();
      await runner.run('steered', payload());
      const tookMs = performance.now() - start;
      const after = health('steered');
      expect(after.successCount).toBe(before.successCount + 1);
      expect(after.errorCount).toBe(before.errorCount);
      expect(after.lastExecutionTimeMs).toBeGreaterThan(0);
      expect(after.lastExecutionTimeMs).toBeLessThan(tookMs);
      expect(after.avgExecutionTimeMs).toBeGreaterThan(0);
      expect(after.lastUsed?.getTime()).toBeGreaterThanOrEqual(before.lastUsed?.getTime() ?? 0);
      expect(after).toMatchObject({ state: INITIALIZED, reason: null });
    });
  });

  /*
   * "Who refuses what": for each way to fail its code, whether the plugin was reached, and the state afterwards.
   */
  interface Refusal {
    readonly what: string;
    readonly code: ErrorCode;
    readonly reached: boolean;
    readonly plugin?: string;
    readonly given?: Partial<PluginPayload>;
    readonly control?: () => ExecutionControl;
    readonly after?: LifecycleState;
    readonly message?: RegExp;
  }
  const act = (name: string): Partial<PluginPayload> => ({ options: { act: name } });
  const refusals: readonly Refusal[] = [
    { what: 'no bytes', given: { image: new Uint8Array() }, code: 'IMAGE_EMPTY', reached: false },
    { what: 'noise', given: { image: new Uint8Array(999) }, code: 'IMAGE_TYPE_UNKNOWN', reached: false },
    { what: 'a false type', given: { mimeType: 'image/gif' }, code: 'IMAGE_TYPE_MISMATCH', reached: false },
    {
      what: 'a type the plugin does not take',
      given: { image: gif },
      code: 'IMAGE_TYPE_NOT_ACCEPTED',
      reached: false,
    },
    {
      what: 'half an image',
      given: { image: png.subarray(0, 900) },
      code: 'IMAGE_UNDECODABLE',
      reached: false,
    },
    {
      what: 'options against the schema',
      given: { options: { count: 0 } },
      code: 'OPTIONS_INVALID',
      reached: false,
    },
    {
      what: 'a caller who is gone',
      control: () => abortedBefore,
      code: 'EXECUTION_CANCELLED',
      reached: false,
    },
    {
      what: 'a caller who leaves',
      given: act('wait'),
      control: abortedOnceStarted,
      code: 'EXECUTION_CANCELLED',
      reached: true,
    },
    {
      what: 'a throw',
      given: act('throw'),
      code: 'PLUGIN_THREW',
      reached: true,
      after: FAILED,
      message: /^kaboom$/,
    },
    { what: 'an empty answer', given: act('empty'), code: 'OUTPUT_INVALID', reached: true, after: FAILED },
    {
      what: 'an answer off its schema',
      given: act('breach'),
      code: 'OUTPUT_INVALID',
      reached: true,
      after: FAILED,
    },
    {
      what: 'an answer that is no object',
      given: act('text'),
      code: 'OUTPUT_NOT_JSON',
      reached: true,
      after: FAILED,
    },
    {
      what: 'an answer too large',
      given: act('large'),
      code: 'OUTPUT_TOO_LARGE',
      reached: true,
      after: FAILED,
    },
    {
      what: 'a hang',
      plugin: 'hanging',
      given: act('hang'),
      code: 'PLUGIN_TIMED_OUT',
      reached: true,
      after: FAILED,
    },
    {
      what: 'an exit',
      plugin: 'leaving',
      given: act('exit'),
      code: 'PLUGIN_CRASHED',
      reached: true,
      after: FAILED,
    },
    {
      what: 'memory without end',
      plugin: 'hoarding',
      given: act('hoard'),
      code: 'PLUGIN_OUT_OF_MEMORY',
      reached: true,
      after: FAILED,
    },
    {
      what: 'a plugin that is unavailable',
      plugin: 'missing',
      code: 'PLUGIN_UNAVAILABLE',
      reached: false,
      after: UNAVAILABLE,
    },
    {
      what: 'a plugin that never started',
      plugin: 'broken',
      code: 'PLUGIN_LOAD_FAILED',
      reached: false,
      after: FAILED,
    },
    {
      what: 'a plugin without a manifest',
      plugin: 'nameless',
      code: 'PLUGIN_LOAD_FAILED',
      reached: false,
      after: FAILED,
    },
  ];

  describe.each(refusals)(
    '$what',
    ({ code, plugin = 'steered', given, control, reached, after = INITIALIZED, message }) => {
      const runs = !['missing', 'broken', 'nameless'].includes(plugin);

      it(`is ${code}, counted once, and leaves the plugin ${after} [ERR-01] [ERR-04] [LIFE-02] [MET-01]`, async () => {
        if (runs) await runsSoFar(plugin);
        const before = health(plugin);
        const outcome = await runner.run(plugin, { ...payload(), ...given }, control?.());
        const envelope = envelopeOf(outcome);
        expect(envelope).toMatchObject({ type: ERROR_CATALOGUE[code].type, plugin, details: { code } });
        expect(envelope.message).toMatch(message ?? /./);

        const now = health(plugin);
        expect(now).toMatchObject({
          state: after,
          successCount: before.successCount,
          errorCount: before.errorCount + 1,
        });
        expect(now.lastUsed?.getTime()).toBeGreaterThanOrEqual(before.lastUsed?.getTime() ?? 0);
        const timesMoved = now.lastExecutionTimeMs !== before.lastExecutionTimeMs;
        expect(timesMoved).toBe(reached);
      });

      if (runs) {
        it('does not harm the next execution [GATE-03]', async () => {
          const [, error] = await runner.run(plugin, payload());
          expect(error).toEqual({});
          expect(health(plugin)).toMatchObject({ state: INITIALIZED, reason: null });
        });
      }
    },
  );

  it('does not call the plugin for what it refuses [IN-01]', async () => {
    const runs = await runsSoFar('other');
    const before = health('other');
    const refused = refusals.filter(({ plugin, reached }) => plugin === undefined && !reached);
    expect(refused.length).toBeGreaterThan(5);
    for (const { given, control } of refused) {
      await runner.run('other', { ...payload(), ...given }, control?.());
    }
    expect(health('other').errorCount).toBe(before.errorCount + refused.length);
    expect(health('other').avgExecutionTimeMs).toBe(before.avgExecutionTimeMs);
    expect(await runsSoFar('other')).toBe(runs + 1);
  });

  it('says in the plugin’s health why it is FAILED', async () => {
    await runner.run('other', payload({ act: 'throw' }));
    expect(health('other')).toMatchObject({ state: FAILED, reason: 'kaboom' });
  });

  it('leaves state and reason of a FAILED plugin alone when the caller is at fault', async () => {
    await runner.run('other', payload({ act: 'throw' }));
    await runner.run('other', payload({}, new Uint8Array()));
    expect(health('other')).toMatchObject({ state: FAILED, reason: 'kaboom' });
    await runner.run('other', payload(), abortedBefore);
    expect(health('other')).toMatchObject({ state: FAILED, reason: 'kaboom' });
  });

  it.each(['broken', 'nameless', 'missing'])('keeps the reason of %s as it was found', async (name) => {
    const { reason } = health(name);
    const first = envelopeOf(await runner.run(name, payload())).message;
    const second = envelopeOf(await runner.run(name, payload())).message;
    expect(second).toBe(first);
    expect(health(name).reason).toBe(reason);
  });

  it('refuses what the queue cannot hold, and counts it [MET-01]', async () => {
    await runsSoFar('narrow');
    const before = health('narrow');
    const controller = new AbortController();
    const holding = Promise.withResolvers<undefined>();
    const held = runner.run('narrow', payload({ act: 'wait' }), {
      jobId: null,
      requestId: null,
      signal: controller.signal,
      onStart: () => {
        holding.resolve(undefined);
      },
    });
    await holding.promise;
    const envelope = envelopeOf(await runner.run('narrow', payload()));
    expect(envelope).toMatchObject({
      type: 'ExecutionError',
      details: { code: 'QUEUE_FULL', retryable: true },
    });
    expect(envelope.details.retry_after_ms).toBeGreaterThan(0);
    expect(health('narrow')).toMatchObject({ state: RUNNING, errorCount: before.errorCount + 1 });
    controller.abort();
    expect(envelopeOf(await held).details.code).toBe('EXECUTION_CANCELLED');
    expect(health('narrow')).toMatchObject({ state: INITIALIZED, errorCount: before.errorCount + 2 });
  });

  it('answers for a plugin that does not exist, and counts nothing', async () => {
    const before = registry.list();
    const envelope = envelopeOf(await runner.run('nobody', payload()));
    expect(envelope).toMatchObject({
      type: 'PluginError',
      plugin: 'nobody',
      details: { code: 'PLUGIN_NOT_FOUND' },
    });
    const counts = ({ successCount, errorCount, lastUsed }: PluginHealth): unknown => [
      successCount,
      errorCount,
      lastUsed,
    ];
    expect(registry.list().map(counts)).toEqual(before.map(counts));
  });

  it('passes request and job on into the envelope', async () => {
    const control = { jobId: 'job-1', requestId: 'request-1' };
    const { details } = envelopeOf(await runner.run('steered', payload({}, new Uint8Array()), control));
    expect(details).toMatchObject({ job_id: 'job-1', request_id: 'request-1' });
  });

  it('stops a plugin at its time limit [GATE-03]', async () => {
    await runsSoFar('hanging');
    await runner.run('hanging', payload({ act: 'hang' }));
    expect(health('hanging').lastExecutionTimeMs).toBeGreaterThanOrEqual(HANG_MS - 1);
  });

  describe('never rejects [GATE-02]', () => {
    const bomb = new Proxy(
      {},
      {
        get: () => {
          throw new Error('looked at');
        },
      },
    );
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const absurd: readonly (readonly [what: string, payload: unknown])[] = [
      ['undefined', undefined],
      ['null', null],
      ['a number', 7],
      ['nothing in it', {}],
      ['a proxy that throws', bomb],
      ['no image', { image: null, mimeType: null, options: {} }],
      ['a text for an image', { image: 'iVBORw0KGgo', mimeType: null, options: {} }],
      ['a number for a type', { image: png, mimeType: 7, options: {} }],
      ['no options', { image: png, mimeType: null }],
      ['null options', { image: png, mimeType: null, options: null }],
      ['cyclic options', { image: png, mimeType: null, options: cycle }],
      ['options with a BigInt', { image: png, mimeType: null, options: { act: 1n } }],
      ['options that throw', { image: png, mimeType: null, options: bomb }],
    ];

    it.each(absurd)('for a payload of %s', async (_, given) => {
      const before = health('other').errorCount;
      const outcome = await runner.run('other', given as PluginPayload); // what the types forbid is the point
      expect(envelopeOf(outcome).details.code).toMatch(/^(INTERNAL_ERROR|IMAGE_|OPTIONS_INVALID)/);
      expect(health('other').errorCount).toBe(before + 1);
    });

    it.each([undefined, null, 7, Symbol('name'), '', '__proto__', 'constructor', {}, bomb])(
      'for a name that is none (%#)',
      async (name) => {
        const outcome = await runner.run(name as string, payload()); // what the types forbid is the point
        expect(envelopeOf(outcome).details.code).toMatch(/^(INTERNAL_ERROR|PLUGIN_NOT_FOUND)$/);
      },
    );

    it('when a listener of the caller throws', async () => {
      const outcome = await runner.run('other', payload(), {
        jobId: null,
        requestId: null,
        onStart: () => {
          throw new Error('a defect of ours');
        },
      });
      const { details, message } = envelopeOf(outcome);
      expect(details.code).toBe('INTERNAL_ERROR');
      expect(message).not.toContain('a defect of ours');
    });
  });

  it('has the one permit of its registry: there is no second gate [PATH-03]', () => {
    const parts = [
      app.get(InputValidator),
      app.get(PixelIntake),
      app.get(OutputValidator),
      app.get(ExecutionRecorder),
    ] as const;
    expect(() => new ToolRunner(registry, ...parts)).toThrow(/one ToolRunner/);
    expect(() => registry.claimExecutionPermit()).toThrow(/one ToolRunner/);
    expect(new ToolRunner(openRegistry([]).registry, ...parts)).toBeInstanceOf(ToolRunner);
  });

  it('shows its permit to nobody [PATH-03]', () => {
    const reachable = Reflect.ownKeys(runner).map((key) => String(key));
    expect(reachable).not.toContain('permit');
  });
});
