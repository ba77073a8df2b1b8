import { LIFECYCLE_STATE } from '@gatehouse/contracts';
import type { PluginLoad } from '@gatehouse/plugins';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How plugins are doing at the moment of the question. */
export class PluginGauges {
  private readonly inFlight: Gauge<'plugin'>;
  private readonly queued: Gauge<'plugin'>;
  private readonly state: Gauge<'plugin' | 'state'>;
  private readonly restarts: Counter<'plugin' | 'reason'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.inFlight = new Gauge({
      name: 'gatehouse_plugin_in_flight',
      help: 'Executions that a process of the plugin has now.',
      labelNames: ['plugin'],
      registers,
    });
    this.queued = new Gauge({
      name: 'gatehouse_plugin_queue_length',
      help: 'Executions that wait for a process of the plugin now.',
      labelNames: ['plugin'],
      registers,
    });
    this.state = new Gauge({
      name: 'gatehouse_plugin_state',
      help: 'Whether the plugin is in this state: 1 for one of them, 0 for the others.',
      labelNames: ['plugin', 'state'],
      registers,
    });
    this.restarts = new Counter({
      name: 'gatehouse_plugin_worker_restarts_total',
      help: 'Processes of the plugin that were lost or replaced, by why; not those that were let go for want of work.',
      labelNames: ['plugin', 'reason'],
      registers,
    });
  }

  /** Sets all of them in one step; a plugin that is no more leaves. */
  set(loads: readonly PluginLoad[]): void {
    for (const metric of [this.inFlight, this.queued, this.state, this.restarts]) metric.reset();
    for (const load of loads) {
      const { name: plugin } = load;
      this.inFlight.set({ plugin }, load.inFlight);
      this.queued.set({ plugin }, load.queued);
      for (const state of Object.values(LIFECYCLE_STATE)) {
        this.state.set({ plugin, state }, Number(state === load.state));
      }
      for (const [reason, count] of Object.entries(load.restarts)) {
        this.restarts.inc({ plugin, reason }, count);
      }
    }
  }
}
