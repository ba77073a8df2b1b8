import { Injectable } from '@nestjs/common';
import {
  LIFECYCLE_STATE,
  type ExecutionControl,
  type ExecutionOutcome,
  type LifecycleState,
  type PluginPayload,
  type RunPayload,
} from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { ImageDecoder } from '@gatehouse/images';
import { PluginRegistry, type ExecutionPermit, type PluginContract } from '@gatehouse/plugins';
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
    private readonly decoder: ImageDecoder,
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
    try {
      if (plugin === null) throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: pluginName });
      const contract = plugin.requireRunnable();
      const runPayload = await this.prepare(payload, contract, control);
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
      plugin?.letGo();
    }
  }

  /** Refuses what must not reach the plugin, and decodes what may. */
  private async prepare(
    payload: PluginPayload,
    contract: PluginContract,
    { signal }: ExecutionControl,
  ): Promise<RunPayload> {
    const { inspection, options } = this.inputs.validate(payload, contract);
    const { format, max_side: maxSide } = contract.manifest.input;
    const decoded = await this.decoder.decode(payload.image, inspection, {
      format,
      maxSide,
      ...(signal === undefined ? {} : { signal }),
    });
    return { ...decoded, mimeType: inspection.mimeType, options };
  }
}
