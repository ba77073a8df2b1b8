import type { ExecutionRecord } from '@gatehouse/contracts';
import type { PluginLoad } from '@gatehouse/plugins';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { ExecutionMeter } from './execution-meter.js';
import { JobGauges, type JobCounts } from './job-gauges.js';
import { PluginGauges } from './plugin-gauges.js';

/** Who knows what is asked for anew with each exposition. */
export interface MetricsSources {
  readonly version: string;
  plugins(): readonly PluginLoad[];
  /** Null where the store does not say. */
  jobs(): Promise<JobCounts | null>;
}

/**
 * What the server tells of itself in numbers, for Prometheus.
 *
 * INVARIANT: labels are names of plugins that there are or were, their versions, and words of closed sets. Nothing that a
 * caller thinks of becomes one, so that nobody makes the server count without bounds.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly executions = new ExecutionMeter(this.registry);
  private readonly plugins = new PluginGauges(this.registry);
  private readonly jobs = new JobGauges(this.registry);

  constructor(private readonly sources: MetricsSources) {
    const build = new Gauge({
      name: 'gatehouse_build_info',
      help: 'Always 1; the version is in the label.',
      labelNames: ['version'],
      registers: [this.registry],
    });
    build.set({ version: sources.version }, 1);
  }

  /** Counts one execution. */
  count(record: ExecutionRecord): void {
    this.executions.count(record);
  }

  /**
   * Also tells of the process from now on: its memory, CPU, open files, the lag of its event loop. For whoever owns the
   * process; it is watched until it ends.
   */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** All of it in the text format of Prometheus, {@link METRICS_CONTENT_TYPE}. Waits for the store, not for long. */
  async exposition(): Promise<string> {
    const counts = await this.sources.jobs();
    // In one step: what is asked for at the same time sees all of it or nothing.
    this.jobs.set(counts);
    this.plugins.set(this.sources.plugins());
    return this.registry.metrics();
  }
}

/** The media type of {@link Metrics.exposition}. */
export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
