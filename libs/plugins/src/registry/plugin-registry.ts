import type { LifecycleState, PluginHealth, PluginManifest } from '@gatehouse/contracts';
import type { SandboxMeasures } from '@gatehouse/sandbox';
import type { PluginLoad } from '../health/plugin-load.js';
import type { WorkerRestarts } from '../health/worker-restarts.js';
import type { Transition } from '../lifecycle/plugin-lifecycle.js';
import { createExecutionPermit, type ExecutionPermit } from './execution-permit.js';
import { GuardedHandle } from './guarded-handle.js';
import type { PluginEntries } from './plugin-entries.js';
import type { PluginHandle } from './plugin-handle.js';

/** Every plugin there is, by name. */
export class PluginRegistry {
  readonly #entries: PluginEntries;
  readonly #restarts: WorkerRestarts;
  readonly #permit = createExecutionPermit();
  #claimed = false;

  constructor(entries: PluginEntries, restarts: WorkerRestarts) {
    this.#entries = entries;
    this.#restarts = restarts;
  }

  /** Whether there is a plugin of that name, in whatever state. */
  has(name: string): boolean {
    return this.#entries.get(name) !== undefined;
  }

  /** Whether there is such a plugin and it can run now. */
  isReady(name: string): boolean {
    return this.#entries.get(name)?.release.ready ?? false;
  }

  /** How every plugin is doing, sorted by name. */
  list(): PluginHealth[] {
    return this.#entries.all().map((entry) => entry.health());
  }

  /** How much every plugin has to do now, sorted by name. */
  loads(): PluginLoad[] {
    return this.#entries.all().map((entry) => ({
      name: entry.name,
      state: entry.lifecycle.state,
      ...entry.load,
      restarts: this.#restarts.of(entry.name),
    }));
  }

  /** How one plugin is doing; null where there is none. */
  health(name: string): PluginHealth | null {
    return this.#entries.get(name)?.health() ?? null;
  }

  /** A plugin's manifest with its defaults; null where there is none. */
  manifest(name: string): PluginManifest | null {
    return this.#entries.get(name)?.release.contract?.manifest ?? null;
  }

  /** The manifests of all plugins that have a readable one, by name. Each is the same object until its plugin is reloaded. */
  manifests(): PluginManifest[] {
    return this.#entries.all().flatMap(({ release }) => release.contract?.manifest ?? []);
  }

  /** When a plugin that is out of service may be tried again; null where it is in service, or is none. */
  nextTrialAt(name: string): Date | null {
    return this.#entries.get(name)?.release.nextTrialAt ?? null;
  }

  /** What a plugin's processes are held to; null where there is nothing to run. */
  async isolation(name: string): Promise<SandboxMeasures | null> {
    return (await this.#entries.get(name)?.release.isolation()) ?? null;
  }

  /** The steps a plugin took, oldest first; null where there is no such plugin. */
  history(name: string): readonly Transition[] | null {
    return this.#entries.get(name)?.lifecycle.history ?? null;
  }

  /**
   * The handle of a plugin, which runs for the holder of the permit alone; null where there is none. It keeps to the
   * code that serves now, also through a reload, and must be let go.
   */
  handle(name: string): PluginHandle | null {
    const entry = this.#entries.get(name);
    return entry === undefined ? null : new GuardedHandle(entry, this.#permit);
  }

  /**
   * Gives out the right to run plugins, once.
   *
   * @throws Error at the second claim: there is one gate
   */
  claimExecutionPermit(): ExecutionPermit {
    if (this.#claimed)
      throw new Error('The execution permit is taken: there is one ToolRunner to a registry.');
    this.#claimed = true;
    return this.#permit;
  }

  /**
   * Counts one execution and hears what it says of the plugin's state.
   *
   * @param state a report; the transition table decides
   * @param elapsedMs milliseconds in the plugin; 0 for an execution that never reached it
   */
  updateExecutionMetrics(
    pluginName: string,
    state: LifecycleState,
    elapsedMs: number,
    hadError: boolean,
  ): void {
    this.#entries.get(pluginName)?.report(state, elapsedMs, hadError);
  }

  /**
   * Starts every plugin's code once; broken ones end up FAILED with their reason. Never rejects.
   *
   * @param onFailure told of each that could not be started, with the stack inside its process
   */
  async startAll(onFailure: (name: string, problem: Error) => void): Promise<void> {
    await Promise.all(
      this.#entries.all().map(async (entry) => {
        const problem = await entry.start();
        if (problem !== null) onFailure(entry.name, problem);
      }),
    );
  }

  /** Ends every plugin's processes. */
  async closeAll(): Promise<void> {
    await Promise.all(this.#entries.all().map((entry) => entry.release.close()));
  }
}
