import { Injectable } from '@nestjs/common';
import {
  LIFECYCLE_STATE,
  type ExecutionControl,
  type ExecutionOutcome,
  type LifecycleState,
  type PluginPayload,
} from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { PluginRegistry, type ExecutionPermit } from '@gatehouse/plugins';
import { PixelIntake, type HeldImage } from './pixel-intake.js';
import { lifecycleAfter } from './lifecycle-after.js';
import { Stopwatch } from './stopwatch.js';
import { InputValidator } from './validation/input-validator.js';
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
  ) {
    this.#permit = registry.claimExecutionPermit();
  }

  /**
   * Takes one payload through one plugin: validates it, runs the plugin, validates its answer.
   *
   * INVARIANT: every execution of every plugin, from every surface, passes here. It never rejects; whatever goes wrong
   * becomes the envelope of the outcome; and the metrics are written exactly once, whatever happens.
   */
  async run(
    pluginName: string,
    payload: PluginPayload,
    control: ExecutionControl = DETACHED,
  ): Promise<ExecutionOutcome> {
    const plugin = this.registry.handle(pluginName);
    const stopwatch = new Stopwatch();
    let state: LifecycleState = LIFECYCLE_STATE.FAILED;
    let hadError = true;
    let held: HeldImage | null = null;
    try {
      if (plugin === null) throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: pluginName });
      const contract = plugin.requireRunnable();
      const { inspection, options } = this.inputs.validate(payload, contract);
      held = await this.pixels.prepare(payload.image, inspection, contract.manifest.input, control.signal);
      const runPayload = { ...held.decoded, mimeType: inspection.mimeType, options };
      const output = await plugin.run(this.#permit, runPayload, stopwatch.startedBy(control));
      stopwatch.stop();
      this.outputs.validate(output, contract);
      state = LIFECYCLE_STATE.INITIALIZED;
      hadError = false;
      return [output, {}];
    } catch (thrown) {
      const envelope = toErrorEnvelope(thrown, { plugin: pluginName, ...control });
      const { code } = envelope.details;
      state = lifecycleAfter(code, plugin?.state ?? state);
      if (state === LIFECYCLE_STATE.FAILED) plugin?.noteFault(code, envelope.message);
      return [{}, envelope];
    } finally {
      this.registry.updateExecutionMetrics(pluginName, state, stopwatch.stop(), hadError);
      held?.letGo();
      plugin?.letGo();
    }
  }
}
