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
import type { QuarantineRules } from '../lifecycle/quarantine.js';
import { ServiceRecord } from '../lifecycle/service-record.js';
import type { LoadedPlugin, RefusedPlugin } from '../loader/load-plugin.js';
import type { PluginContract } from '../manifest/parse-manifest.js';

/** What entries of one registry share. */
export interface EntrySettings {
  readonly onIllegalStep: IllegalStepHandler;
  readonly quarantine: QuarantineRules;
}

const UNKNOWN_FAULT = 'Its last execution failed; the log says how.';

/** All that the registry keeps of one plugin. Never leaves this folder: what does is a handle. */
export class PluginEntry {
  readonly lifecycle: PluginLifecycle;
  readonly metrics = new ExecutionMetrics();
  private inFlight = 0;
  private fault: string | null = null;
  private readySince: number | null = null;
  private readonly service: ServiceRecord;

  /** @param host null for a plugin that was refused: there is nothing to run */
  constructor(
    readonly name: string,
    readonly contract: PluginContract | null,
    readonly host: PluginHost | null,
    settings: EntrySettings,
  ) {
    this.lifecycle = new PluginLifecycle(name, settings.onIllegalStep);
    this.service = new ServiceRecord(name, settings.quarantine);
  }

  static loaded(plugin: LoadedPlugin, host: PluginHost, settings: EntrySettings): PluginEntry {
    return new PluginEntry(plugin.name, plugin.contract, host, settings);
  }

  static refused(plugin: RefusedPlugin, settings: EntrySettings): PluginEntry {
    const entry = new PluginEntry(plugin.name, plugin.contract, null, settings);
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

  /**
   * Whether it can run now: a process of it is up or coming, and it is in service or due to be tried.
   * One bad execution does not change that.
   */
  get ready(): boolean {
    if (this.readySince === null || this.host?.live !== true) return false;
    return this.lifecycle.state !== LIFECYCLE_STATE.UNAVAILABLE || this.service.trialIsDue;
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
    const attempt = this.service.begin();
    this.inFlight++;
    this.lifecycle.step(LIFECYCLE_STATE.RUNNING, 'execution');
    try {
      const output = await host.run(payload, this.noting(control));
      this.service.end(attempt);
      return output;
    } catch (thrown) {
      this.service.fail(attempt, thrown);
      throw thrown;
    } finally {
      this.inFlight--;
      const reason = this.service.outOfService;
      if (reason !== null) this.lifecycle.step(LIFECYCLE_STATE.UNAVAILABLE, 'execution', reason);
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
    if (this.inFlight > 0) return;
    const { state: now, reason } = this.lifecycle;
    if (state === LIFECYCLE_STATE.FAILED && now !== LIFECYCLE_STATE.UNAVAILABLE) {
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

  /** A control that tells when a process has the call: then the plugin's code has started, however the call ends. */
  private noting(control: ExecutionControl): ExecutionControl {
    return {
      ...control,
      onStart: () => {
        this.readySince ??= performance.now();
        control.onStart?.();
      },
    };
  }

  private runnable(): { readonly contract: PluginContract; readonly host: PluginHost } {
    this.service.requireInService();
    const { contract, host } = this;
    const { state, reason } = this.lifecycle;
    const neverReady = state === LIFECYCLE_STATE.FAILED && this.readySince === null;
    if (contract === null || host === null || neverReady) {
      const code = state === LIFECYCLE_STATE.UNAVAILABLE ? 'PLUGIN_UNAVAILABLE' : 'PLUGIN_LOAD_FAILED';
      const params = { plugin: this.name, reason: reason ?? 'no reason is known.' };
      throw new GatehouseError(code, params, { plugin: this.name });
    }
    return { contract, host };
  }
}
