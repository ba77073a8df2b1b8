import { Injectable } from '@nestjs/common';
import {
  EXECUTION_PHASE,
  LIFECYCLE_STATE,
  type ErrorEnvelope,
  type ExecutionControl,
  type ExecutionOutcome,
  type ExecutionRecord,
  type LifecycleState,
  type PluginPayload,
} from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import {
  PluginRegistry,
  type ExecutionPermit,
  type PluginContract,
  type PluginHandle,
} from '@gatehouse/plugins';
import { ExecutionRecorder } from './execution-recorder.js';
import { PhaseWatch } from './phase-watch.js';
import { PixelIntake, type HeldImage } from './pixel-intake.js';
import { isFault } from './is-fault.js';
import { lifecycleAfter } from './lifecycle-after.js';
import { GateSpan } from './tracing/gate-span.js';
import { InputValidator, type ValidInput } from './validation/input-validator.js';
import { OutputValidator } from './validation/output-validator.js';

const DETACHED: ExecutionControl = Object.freeze({ jobId: null, requestId: null });

/** The gate: the one place where a plugin runs. */
@Injectable()
export class ToolRunner {
  // Private at run time too: a cast must not give it away.
  readonly #permit: ExecutionPermit;

  constructor(
    private readonly registry: PluginRegistry,
    private readonly inputs: InputValidator,
    private readonly pixels: PixelIntake,
    private readonly outputs: OutputValidator,
    private readonly recorder: ExecutionRecorder,
  ) {
    this.#permit = registry.claimExecutionPermit();
  }

  /**
   * Takes one payload through one plugin: validates it, runs the plugin, validates its answer.
   *
   * INVARIANT: every execution of every plugin, from every surface, passes here. It never rejects; whatever goes wrong
   * becomes the envelope of the outcome; and the metrics and the journal are written exactly once, whatever happens.
   */
  async run(
    pluginName: string,
    payload: PluginPayload,
    control: ExecutionControl = DETACHED,
  ): Promise<ExecutionOutcome> {
    const plugin = this.registry.handle(pluginName);
    const span = new GateSpan(pluginName, control);
    const stopwatch = new PhaseWatch((phase) => {
      span.enter(phase);
    });
    let state: LifecycleState = LIFECYCLE_STATE.FAILED;
    let hadError = true;
    let error: ErrorEnvelope | null = null;
    let held: HeldImage | null = null;
    try {
      if (plugin === null) throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: pluginName });
      const { contract, inspection, options } = this.admit(plugin, payload);
      span.version(contract.manifest.version);
      stopwatch.enter(EXECUTION_PHASE.DECODE);
      held = await this.pixels.prepare(payload.image, inspection, contract.manifest.input, control.signal);
      const runPayload = { ...held.decoded, mimeType: inspection.mimeType, options };
      const output = await plugin.run(this.#permit, runPayload, stopwatch.startedBy(control));
      stopwatch.enter(EXECUTION_PHASE.OUTPUT);
      this.outputs.validate(output, contract);
      state = LIFECYCLE_STATE.INITIALIZED;
      hadError = false;
      return [output, {}];
    } catch (thrown) {
      const envelope = toErrorEnvelope(thrown, { plugin: pluginName, ...control });
      state = stateAfter(envelope, plugin);
      error = envelope;
      span.fail(envelope.details.code);
      return [{}, envelope];
    } finally {
      this.registry.updateExecutionMetrics(pluginName, state, stopwatch.stop(), hadError);
      this.recorder.write(recordOf(pluginName, plugin, control, error, stopwatch));
      span.end();
      held?.letGo();
      plugin?.letGo();
    }
  }

  /**
   * What {@link run} would refuse a payload for now, before it has the image decoded; null where it would go on. Nothing
   * runs. Never throws.
   *
   * A refusal counts as that of an execution does, because it is the same one: whether a caller waits for the result or
   * not makes its image no better. What passes is counted when it is executed, and only then.
   */
  check(
    pluginName: string,
    payload: PluginPayload,
    control: ExecutionControl = DETACHED,
  ): ErrorEnvelope | null {
    const plugin = this.registry.handle(pluginName);
    const stopwatch = new PhaseWatch();
    try {
      if (plugin === null) throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: pluginName });
      this.admit(plugin, payload);
      return null;
    } catch (thrown) {
      const envelope = toErrorEnvelope(thrown, { plugin: pluginName, ...control });
      this.registry.updateExecutionMetrics(pluginName, stateAfter(envelope, plugin), stopwatch.stop(), true);
      this.recorder.write(recordOf(pluginName, plugin, control, envelope, stopwatch));
      return envelope;
    } finally {
      plugin?.letGo();
    }
  }

  /** All that is judged before the image is decoded. */
  private admit(plugin: PluginHandle, payload: PluginPayload): ValidInput & { contract: PluginContract } {
    const contract = plugin.requireRunnable();
    return { contract, ...this.inputs.validate(payload, contract) };
  }
}

/** The state that a failure reports of its plugin, which is told why where it is at fault. */
function stateAfter(
  { details: { code }, message }: ErrorEnvelope,
  plugin: PluginHandle | null,
): LifecycleState {
  const state = lifecycleAfter(code, plugin?.state ?? LIFECYCLE_STATE.FAILED);
  if (state === LIFECYCLE_STATE.FAILED) plugin?.noteFault(code, message);
  return state;
}

function recordOf(
  pluginName: string,
  plugin: PluginHandle | null,
  { jobId, requestId }: ExecutionControl,
  error: ErrorEnvelope | null,
  { phases }: PhaseWatch,
): ExecutionRecord {
  const version = plugin?.version ?? null;
  const ofFault = error !== null && isFault(error);
  return { plugin: pluginName, version, jobId, requestId, error, isFault: ofFault, phases };
}
