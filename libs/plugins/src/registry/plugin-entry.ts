import {
  LIFECYCLE_STATE,
  type ExecutionControl,
  type LifecycleState,
  type PluginHealth,
  type PluginOutput,
  type RunPayload,
} from '@gatehouse/contracts';
import { GatehouseError, hidePaths } from '@gatehouse/errors';
import { ExecutionMetrics } from '../health/execution-metrics.js';
import type { PluginHost } from '../host/plugin-host.js';
import { PluginLifecycle, type IllegalStepHandler } from '../lifecycle/plugin-lifecycle.js';
import type { LoadedPlugin, RefusedPlugin } from '../loader/load-plugin.js';
import type { PluginContract } from '../manifest/parse-manifest.js';

const UNKNOWN_FAULT = 'Its last execution failed; the log says how.';

/** All that the registry keeps of one plugin. Never leaves this folder: what does is a handle. */
export class PluginEntry {
  readonly lifecycle: PluginLifecycle;
  readonly metrics = new ExecutionMetrics();
  private inFlight = 0;
  private fault: string | null = null;
  private readySince: number | null = null;

  /** @param host null for a plugin that was refused: there is nothing to run */
  constructor(
    readonly name: string,
    readonly contract: PluginContract | null,
    readonly host: PluginHost | null,
    onIllegalStep: IllegalStepHandler,
  ) {
    this.lifecycle = new PluginLifecycle(name, onIllegalStep);
  }

  static loaded(plugin: LoadedPlugin, host: PluginHost, onIllegalStep: IllegalStepHandler): PluginEntry {
    return new PluginEntry(plugin.name, plugin.contract, host, onIllegalStep);
  }

  static refused(plugin: RefusedPlugin, onIllegalStep: IllegalStepHandler): PluginEntry {
    const entry = new PluginEntry(plugin.name, plugin.contract, null, onIllegalStep);
    entry.lifecycle.step(plugin.state, 'loader', plugin.reason);
    return entry;
  }

  /**
   * Starts the plugin's code once, so that a broken one shows before anybody needs it. Never rejects.
   *
   * @returns what kept it from starting, for the log; else null
   */
  async start(): Promise<Error | null> {
    if (this.host === null) return null;
    try {
      await this.host.start();
    } catch (problem) {
      const error = problem instanceof Error ? problem : new Error(String(problem));
      const reason = `Its code could not be started: ${hidePaths(error.message)}.`;
      this.lifecycle.step(LIFECYCLE_STATE.FAILED, 'loader', reason);
      return error;
    }
    this.readySince = performance.now();
    // An execution may have come in meanwhile; then its report decides.
    if (this.lifecycle.state === LIFECYCLE_STATE.LOADED) {
      this.lifecycle.step(LIFECYCLE_STATE.INITIALIZED, 'loader');
    }
    return null;
  }

  /** Whether it can run now: its code has started, and it is in service. One bad execution does not change that. */
  get ready(): boolean {
    return this.readySince !== null && this.lifecycle.state !== LIFECYCLE_STATE.UNAVAILABLE;
  }

  /** Ends its processes. */
  async close(): Promise<void> {
    await this.host?.close();
  }

  /** @throws GatehouseError `PLUGIN_UNAVAILABLE` or `PLUGIN_LOAD_FAILED` when it cannot run now */
  requireRunnable(): PluginContract {
    return this.runnable().contract;
  }

  async run(payload: RunPayload, control: ExecutionControl): Promise<PluginOutput> {
    const { host } = this.runnable();
    this.inFlight++;
    this.lifecycle.step(LIFECYCLE_STATE.RUNNING, 'execution');
    try {
      const output = await host.run(payload, control);
      this.readySince ??= performance.now();
      return output;
    } finally {
      this.inFlight--;
    }
  }

  noteFault(reason: string): void {
    this.fault = reason;
  }

  /**
   * Takes the report of one execution. It always counts; its state is heard only when no other execution is in flight,
   * and never by a plugin that is UNAVAILABLE.
   */
  report(state: LifecycleState, elapsedMs: number, hadError: boolean): void {
    this.metrics.record(elapsedMs, hadError);
    const { state: now, reason } = this.lifecycle;
    if (this.inFlight > 0 || now === LIFECYCLE_STATE.UNAVAILABLE) return;
    if (state === LIFECYCLE_STATE.FAILED) {
      this.lifecycle.step(state, 'execution', this.fault ?? reason ?? UNKNOWN_FAULT);
    } else if (now === LIFECYCLE_STATE.RUNNING) {
      this.lifecycle.step(LIFECYCLE_STATE.INITIALIZED, 'execution');
    }
    this.fault = null;
  }

  health(): PluginHealth {
    const { metrics, lifecycle } = this;
    return {
      name: this.name,
      state: lifecycle.state,
      description: this.contract?.manifest.description ?? '',
      version: this.contract?.manifest.version ?? '',
      reason: lifecycle.reason,
      uptimeSeconds: this.readySince === null ? 0 : (performance.now() - this.readySince) / 1000,
      lastUsed: metrics.lastUsed,
      successCount: metrics.successCount,
      errorCount: metrics.errorCount,
      lastExecutionTimeMs: metrics.lastExecutionTimeMs,
      avgExecutionTimeMs: metrics.avgExecutionTimeMs,
    };
  }

  private runnable(): { readonly contract: PluginContract; readonly host: PluginHost } {
    const { state, reason } = this.lifecycle;
    const params = { plugin: this.name, reason: reason ?? 'no reason is known.' };
    if (state === LIFECYCLE_STATE.UNAVAILABLE) {
      throw new GatehouseError('PLUGIN_UNAVAILABLE', params, { plugin: this.name });
    }
    const neverReady = state === LIFECYCLE_STATE.FAILED && this.readySince === null;
    if (this.contract === null || this.host === null || neverReady) {
      throw new GatehouseError('PLUGIN_LOAD_FAILED', params, { plugin: this.name });
    }
    return { contract: this.contract, host: this.host };
  }
}
