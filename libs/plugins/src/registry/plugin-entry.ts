import {
  LIFECYCLE_STATE,
  type ExecutionControl,
  type LifecycleState,
  type PluginHealth,
  type PluginOutput,
  type RunPayload,
} from '@gatehouse/contracts';
import { ExecutionMetrics } from '../health/execution-metrics.js';
import type { PluginLoad } from '../health/plugin-load.js';
import {
  PluginLifecycle,
  type IllegalStepHandler,
  type TransitionActor,
} from '../lifecycle/plugin-lifecycle.js';
import type { PluginRelease } from './plugin-release.js';

const UNKNOWN_FAULT = 'Its last execution failed; the log says how.';

/** The fault of a release that was replaced meanwhile: it counts, and says nothing of the one that serves now. */
const FAULT_OF_THE_REPLACED = Symbol('a fault of code that was replaced');

/** All that the registry keeps of one plugin, whatever release of it serves. Never leaves this lib: what does is a handle. */
export class PluginEntry {
  readonly lifecycle: PluginLifecycle;
  readonly metrics = new ExecutionMetrics();
  private fault: string | typeof FAULT_OF_THE_REPLACED | null = null;
  /** Releases that were replaced while somebody still ran on them. */
  private readonly leaving = new Set<PluginRelease>();

  constructor(
    readonly name: string,
    private current: PluginRelease,
    onIllegalStep: IllegalStepHandler,
  ) {
    this.lifecycle = new PluginLifecycle(name, onIllegalStep);
    this.settle('loader', null);
  }

  /** The release that serves now. */
  get release(): PluginRelease {
    return this.current;
  }

  /** How much it has to do now, on whatever release of it. */
  get load(): Pick<PluginLoad, 'inFlight' | 'queued'> {
    const releases = [this.current, ...this.leaving];
    return {
      inFlight: releases.reduce((sum, { inFlight }) => sum + inFlight, 0),
      queued: releases.reduce((sum, { queued }) => sum + queued, 0),
    };
  }

  /**
   * Starts the plugin's code once. Never rejects.
   *
   * @returns what kept it from starting, for the log; else null
   */
  async start(): Promise<Error | null> {
    const { current } = this;
    const problem = await current.start();
    // An execution may have come in meanwhile, or a reload; then they decide.
    if (current === this.current && this.lifecycle.state === LIFECYCLE_STATE.LOADED) {
      this.settle('loader', null, LIFECYCLE_STATE.INITIALIZED);
    }
    return problem;
  }

  /** Puts another release, whose start was tried, in the place of the present one, in one step. Returns the old one. */
  replace(next: PluginRelease, actor: TransitionActor, reason: string): PluginRelease {
    const old = this.current;
    this.leaving.add(old);
    void old.ended.then(() => this.leaving.delete(old));
    this.current = next;
    this.fault = null;
    this.lifecycle.step(LIFECYCLE_STATE.LOADED, actor, reason);
    this.settle(actor, reason, LIFECYCLE_STATE.INITIALIZED);
    return old;
  }

  async run(release: PluginRelease, payload: RunPayload, control: ExecutionControl): Promise<PluginOutput> {
    try {
      return await release.run(payload, control, () => {
        if (release === this.current) this.lifecycle.step(LIFECYCLE_STATE.RUNNING, 'execution');
      });
    } finally {
      this.heedService(release);
    }
  }

  /** Tells why the next report of FAILED is one. */
  noteFault(release: PluginRelease, code: string, reason: string): void {
    if (release !== this.current) this.fault = FAULT_OF_THE_REPLACED;
    // One that is FAILED already was not run, or it would be RUNNING: why it is so stands.
    else if (this.lifecycle.state !== LIFECYCLE_STATE.FAILED) this.fault = reason;
    release.noteFault(code, reason);
    this.heedService(release);
  }

  /**
   * Takes the report of one execution. It always counts; its state is heard only when no other execution is in flight,
   * and never by a plugin that is UNAVAILABLE.
   */
  report(state: LifecycleState, elapsedMs: number, hadError: boolean): void {
    this.metrics.record(elapsedMs, hadError);
    const { fault } = this;
    if (this.current.busy) return;
    this.fault = null;
    if (fault === FAULT_OF_THE_REPLACED) return;
    const { state: now, reason } = this.lifecycle;
    if (state === LIFECYCLE_STATE.FAILED && now !== LIFECYCLE_STATE.UNAVAILABLE) {
      this.lifecycle.step(state, 'execution', fault ?? reason ?? UNKNOWN_FAULT);
    } else if (now === LIFECYCLE_STATE.RUNNING) {
      this.lifecycle.step(LIFECYCLE_STATE.INITIALIZED, 'execution');
    }
  }

  health(): PluginHealth {
    const { metrics, lifecycle } = this;
    const { contract, uptimeSeconds } = this.current;
    return {
      name: this.name,
      state: lifecycle.state,
      description: contract?.manifest.description ?? '',
      version: contract?.manifest.version ?? '',
      reason: lifecycle.reason,
      uptimeSeconds,
      lastUsed: metrics.lastUsed,
      successCount: metrics.successCount,
      errorCount: metrics.errorCount,
      lastExecutionTimeMs: metrics.lastExecutionTimeMs,
      avgExecutionTimeMs: metrics.avgExecutionTimeMs,
    };
  }

  private heedService(release: PluginRelease): void {
    const reason = release === this.current ? release.outOfService : null;
    if (reason !== null) this.lifecycle.step(LIFECYCLE_STATE.UNAVAILABLE, 'execution', reason);
  }

  /** Steps to where the release's problem puts the plugin, or to `sound` where it has none. */
  private settle(actor: TransitionActor, reason: string | null, sound?: LifecycleState): void {
    const { problem } = this.current;
    if (problem !== null) this.lifecycle.step(problem.state, actor, problem.reason);
    else if (sound !== undefined) this.lifecycle.step(sound, actor, reason);
  }
}
