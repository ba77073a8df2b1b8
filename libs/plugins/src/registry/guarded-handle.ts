import type { ExecutionControl, LifecycleState, PluginOutput, RunPayload } from '@gatehouse/contracts';
import type { PluginContract } from '../manifest/parse-manifest.js';
import type { ExecutionPermit } from './execution-permit.js';
import type { PluginEntry } from './plugin-entry.js';
import type { PluginHandle } from './plugin-handle.js';
import type { PluginRelease } from './plugin-release.js';

/** A handle that refuses to run its plugin for anyone who does not hold its registry's permit. */
export class GuardedHandle implements PluginHandle {
  readonly #entry: PluginEntry;
  readonly #release: PluginRelease;
  readonly #permit: ExecutionPermit;

  constructor(entry: PluginEntry, permit: ExecutionPermit) {
    this.#entry = entry;
    this.#release = entry.release;
    this.#permit = permit;
    this.#release.hold();
  }

  get name(): string {
    return this.#entry.name;
  }

  get state(): LifecycleState {
    return this.#entry.lifecycle.state;
  }

  get version(): string {
    return this.#release.contract?.manifest.version ?? '';
  }

  requireRunnable(): PluginContract {
    return this.#release.requireRunnable();
  }

  async run(permit: ExecutionPermit, payload: RunPayload, control: ExecutionControl): Promise<PluginOutput> {
    // The run-time half of the promise that every execution passes the gate.
    if (permit !== this.#permit) {
      throw new Error(
        `Plugin ${this.name} was asked to run without the gate's permit. Go through ToolRunner.`,
      );
    }
    return this.#entry.run(this.#release, payload, control);
  }

  noteFault(code: string, reason: string): void {
    this.#entry.noteFault(this.#release, code, reason);
  }

  letGo(): void {
    this.#release.letGo();
  }
}
