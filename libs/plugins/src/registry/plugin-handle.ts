import type { ExecutionControl, LifecycleState, PluginOutput, RunPayload } from '@gatehouse/contracts';
import type { PluginContract } from '../manifest/parse-manifest.js';
import type { ExecutionPermit } from './execution-permit.js';

/**
 * What the registry gives out of a plugin: the code that serves at that time, which a reload does not take away before
 * the handle is let go. Holding it is not enough to run it.
 */
export interface PluginHandle {
  readonly name: string;
  readonly state: LifecycleState;
  /** As its manifest says; empty where that cannot be read. */
  readonly version: string;

  /**
   * What the plugin takes and gives.
   *
   * @throws GatehouseError `PLUGIN_UNAVAILABLE` or `PLUGIN_LOAD_FAILED` when it cannot run now
   */
  requireRunnable(): PluginContract;

  /**
   * Runs the plugin once, in a process of its own.
   *
   * @param permit the one that {@link PluginRegistry.claimExecutionPermit} gave to the gate
   * @returns what the plugin answered: a JSON object, not yet held against its output schema
   * @throws GatehouseError every way in which it can end without an answer
   */
  run(permit: ExecutionPermit, payload: RunPayload, control: ExecutionControl): Promise<PluginOutput>;

  /**
   * Tells why the next report of FAILED is one.
   *
   * @param code of the catalogue; some faults that show only after the run count for taking the plugin out of service
   */
  noteFault(code: string, reason: string): void;

  /** To be called once, when the execution is over. Code that was replaced meanwhile ends with its last handle. */
  letGo(): void;
}
