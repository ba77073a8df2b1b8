import { EXECUTION_PHASE, type ExecutionRecord } from '@gatehouse/contracts';
import { Counter, Histogram, type Registry } from 'prom-client';
import { outcomeOf } from '../executions/describe-execution.js';

/** Of executions that ran: all their phases together. */
const TOTAL = 'total';
/** Seconds: from what a plugin of a few lines takes to the longest that a manifest may ask for. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Counts executions and their times. */
export class ExecutionMeter {
  private readonly executions: Counter<'plugin' | 'version' | 'outcome'>;
  private readonly durations: Histogram<'plugin' | 'phase'>;

  constructor(registry: Registry) {
    this.executions = new Counter({
      name: 'gatehouse_plugin_executions_total',
      help: 'Executions that are over, also those that the gate refused; the outcome is ok or the code of the error.',
      labelNames: ['plugin', 'version', 'outcome'],
      registers: [registry],
    });
    this.durations = new Histogram({
      name: 'gatehouse_plugin_execution_duration_seconds',
      help: 'What executions spend in each phase that they come to; in total, of those that ran.',
      labelNames: ['plugin', 'phase'],
      buckets: BUCKETS,
      registers: [registry],
    });
  }

  /** Counts one execution. One of a plugin that there is not is left out: names that callers think of are no labels. */
  count(record: ExecutionRecord): void {
    const { plugin, version, phases } = record;
    if (version === null) return;
    this.executions.inc({ plugin, version, outcome: outcomeOf(record) });
    let totalMs = 0;
    for (const phase of Object.values(EXECUTION_PHASE)) {
      const ms = phases[phase];
      if (ms === undefined) continue;
      totalMs += ms;
      this.durations.observe({ plugin, phase }, ms / 1000);
    }
    if (phases.run !== undefined) this.durations.observe({ plugin, phase: TOTAL }, totalMs / 1000);
  }
}
