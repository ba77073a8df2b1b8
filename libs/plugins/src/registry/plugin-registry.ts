import type { LifecycleState, PluginHealth, PluginManifest } from '@gatehouse/contracts';
import type { Transition } from '../lifecycle/plugin-lifecycle.js';
import { createExecutionPermit, type ExecutionPermit } from './execution-permit.js';
import { GuardedHandle } from './guarded-handle.js';
import type { PluginEntry } from './plugin-entry.js';
import type { PluginHandle } from './plugin-handle.js';

/** Every plugin there is, by name. */
export class PluginRegistry {
  readonly #entries = new Map<string, PluginEntry>();
  readonly #permit = createExecutionPermit();
  #claimed = false;

  /** Adds a plugin. The first of a name keeps it. */
  register(entry: PluginEntry): void {
    if (!this.#entries.has(entry.name)) this.#entries.set(entry.name, entry);
  }

  /** Whether there is a plugin of that name, in whatever state. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Whether there is such a plugin and it can run now. */
  isReady(name: string): boolean {
    return this.#entries.get(name)?.ready ?? false;
  }

  /** How every plugin is doing, sorted by name. */
  list(): PluginHealth[] {
    return [...this.#entries.values()]
      .map((entry) => entry.health())
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  }

  /** How one plugin is doing; null where there is none. */
  health(name: string): PluginHealth | null {
    return this.#entries.get(name)?.health() ?? null;
  }

  /** A plugin's manifest with its defaults; null where there is none. */
  manifest(name: string): PluginManifest | null {
    return this.#entries.get(name)?.contract?.manifest ?? null;
  }

  /** The steps a plugin took, oldest first; null where there is no such plugin. */
  history(name: string): readonly Transition[] | null {
    return this.#entries.get(name)?.lifecycle.history ?? null;
  }

  /** The handle of a plugin, which runs for the holder of the permit alone; null where there is none. */
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
      [...this.#entries.values()].map(async (entry) => {
        const problem = await entry.start();
        if (problem !== null) onFailure(entry.name, problem);
      }),
    );
  }

  /** Ends every plugin's processes. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => entry.close()));
  }
}
