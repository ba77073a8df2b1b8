import {
  LIFECYCLE_STATE,
  type ExecutionControl,
  type PluginOutput,
  type RunPayload,
} from '@gatehouse/contracts';
import { GatehouseError, hidePaths, type ErrorCode } from '@gatehouse/errors';
import type { SandboxMeasures } from '@gatehouse/sandbox';
import type { PluginHost } from '../host/plugin-host.js';
import type { QuarantineRules } from '../lifecycle/quarantine.js';
import { ServiceRecord } from '../lifecycle/service-record.js';
import type { LoadedPlugin, RefusedPlugin } from '../loader/load-plugin.js';
import type { PluginContract } from '../manifest/parse-manifest.js';

/** What keeps a release from running at all. */
export interface ReleaseProblem {
  readonly state: typeof LIFECYCLE_STATE.FAILED | typeof LIFECYCLE_STATE.UNAVAILABLE;
  readonly reason: string;
  /** Whether it may be gone the next time: something was missing, or the code did not start. */
  readonly mayPass: boolean;
}

/**
 * A plugin's code as it was read from its folder at one time, and the processes that run it. A reload puts another
 * release in its place; whoever holds this one still runs on it, and its processes end when nobody does.
 */
export class PluginRelease {
  private readonly record: ServiceRecord;
  private found: ReleaseProblem | null;
  private startedAt: number | null = null;
  private executions = 0;
  private holders = 0;
  private retired = false;
  private readonly gone = Promise.withResolvers<undefined>();

  /** @param host null for a plugin that was refused: there is nothing to run */
  constructor(
    private readonly plugin: LoadedPlugin | RefusedPlugin,
    private readonly host: PluginHost | null,
    quarantine: QuarantineRules,
  ) {
    this.record = new ServiceRecord(plugin.name, quarantine);
    this.found = plugin.state === LIFECYCLE_STATE.LOADED ? null : problemOf(plugin);
  }

  /** Null where the manifest itself is at fault. */
  get contract(): PluginContract | null {
    return this.plugin.contract;
  }

  /** What keeps it from running at all; null where it may be run. */
  get problem(): ReleaseProblem | null {
    return this.found;
  }

  /** Whether an execution is in flight. */
  get busy(): boolean {
    return this.executions > 0;
  }

  /** Executions that a process has. */
  get inFlight(): number {
    return this.executions - this.queued;
  }

  /** Executions that wait for a process. */
  get queued(): number {
    return this.host?.queued ?? 0;
  }

  /** Resolves, never rejects, when it is gone with its processes. */
  get ended(): Promise<unknown> {
    return this.gone.promise;
  }

  /** Since its code ran for the first time. */
  get uptimeSeconds(): number {
    return this.startedAt === null ? 0 : (performance.now() - this.startedAt) / 1000;
  }

  /**
   * Whether it can run now: a process of it is up or coming, and it is in service or due to be tried.
   * One bad execution does not change that.
   */
  get ready(): boolean {
    if (this.startedAt === null || this.host?.live !== true) return false;
    return this.record.outOfService === null || this.record.trialIsDue;
  }

  /** Why it is out of service; null while it is in service or on trial. */
  get outOfService(): string | null {
    return this.record.outOfService;
  }

  /** When an execution may try it again; null while it is in service. */
  get nextTrialAt(): Date | null {
    return this.record.nextTrialAt;
  }

  /** What its processes are held to; null where there is nothing to run. */
  async isolation(): Promise<SandboxMeasures | null> {
    return (await this.host?.isolation()) ?? null;
  }

  /**
   * Starts its code once, so that a broken one shows before anybody needs it.
   *
   * @returns what kept it from starting; else null
   */
  async start(): Promise<Error | null> {
    if (this.host === null) return null;
    try {
      await this.host.start();
      this.startedAt ??= performance.now();
      return null;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      // An execution may have got through meanwhile: then it starts after all.
      if (this.startedAt === null) this.found = startProblem(error);
      return error;
    }
  }

  /** @throws GatehouseError `PLUGIN_UNAVAILABLE` or `PLUGIN_LOAD_FAILED` when it cannot run now */
  requireRunnable(): PluginContract {
    return this.runnable().contract;
  }

  /**
   * Runs the plugin once.
   *
   * @param onBegin told when it is in service and the execution counts as in flight
   * @throws GatehouseError as {@link requireRunnable}, and every way in which a run can end without an answer
   */
  async run(payload: RunPayload, control: ExecutionControl, onBegin: () => void): Promise<PluginOutput> {
    const { host } = this.runnable();
    const attempt = this.record.begin();
    this.executions++;
    onBegin();
    try {
      const output = await host.run(payload, this.noting(control));
      this.record.end(attempt);
      return output;
    } catch (thrown) {
      this.record.fail(attempt, thrown);
      throw thrown;
    } finally {
      this.executions--;
    }
  }

  /** Takes note of a fault that showed after the run: what its schemas cost the server counts as a lost process does. */
  noteFault(code: string, reason: string): void {
    if (code === ('PLUGIN_SCHEMA_TOO_COSTLY' satisfies ErrorCode)) this.record.noteFault(reason);
  }

  /** Keeps its processes from ending until {@link letGo}, whatever takes its place. */
  hold(): void {
    this.holders++;
  }

  letGo(): void {
    this.holders--;
    if (this.retired && this.holders === 0) void this.close();
  }

  /** Another release took its place: it ends with its last holder. Resolves, never rejects, when it is gone. */
  retire(): Promise<void> {
    this.retired = true;
    if (this.holders === 0) void this.close();
    return this.gone.promise;
  }

  /** Ends its processes at once. */
  async close(): Promise<void> {
    await this.host?.close();
    this.gone.resolve(undefined);
  }

  /** A control that tells when a process has the call: then the plugin's code has started, however the call ends. */
  private noting(control: ExecutionControl): ExecutionControl {
    return {
      ...control,
      onStart: () => {
        this.startedAt ??= performance.now();
        control.onStart?.();
      },
    };
  }

  private runnable(): { readonly contract: PluginContract; readonly host: PluginHost } {
    this.record.requireInService();
    const { contract, host, found } = this;
    if (contract !== null && host !== null && found === null) return { contract, host };
    const code = found?.state === LIFECYCLE_STATE.UNAVAILABLE ? 'PLUGIN_UNAVAILABLE' : 'PLUGIN_LOAD_FAILED';
    const { name: plugin } = this.plugin;
    throw new GatehouseError(code, { plugin, reason: found?.reason ?? 'no reason is known.' }, { plugin });
  }
}

function problemOf({ state, reason }: RefusedPlugin): ReleaseProblem {
  return { state, reason, mayPass: state === LIFECYCLE_STATE.UNAVAILABLE };
}

function startProblem({ message }: Error): ReleaseProblem {
  const reason = `Its code could not be started: ${hidePaths(message)}.`;
  return { state: LIFECYCLE_STATE.FAILED, reason, mayPass: true };
}
