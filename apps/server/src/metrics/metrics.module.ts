import { ExecutionJournal, ExecutionModule } from '@gatehouse/execution';
import { JobsModule } from '@gatehouse/jobs';
import { ExecutionLog, Metrics } from '@gatehouse/observability';
import { PluginManagementService, PluginsModule } from '@gatehouse/plugins';
import { Module } from '@nestjs/common';
import { SERVER_VERSION } from '../server-version.js';
import { JobCountsService } from './job-counts.service.js';
import { MetricsController } from './metrics.controller.js';

/** What tells of executions when they are over: the log and the metrics. */
@Module({
  imports: [ExecutionModule, PluginsModule, JobsModule],
  controllers: [MetricsController],
  providers: [
    JobCountsService,
    {
      provide: Metrics,
      inject: [PluginManagementService, JobCountsService],
      useFactory: (plugins: PluginManagementService, jobs: JobCountsService) =>
        new Metrics({
          version: SERVER_VERSION,
          plugins: () => plugins.loads(),
          jobs: () => jobs.counts(),
        }),
    },
  ],
})
export class MetricsModule {
  constructor(journal: ExecutionJournal, log: ExecutionLog, metrics: Metrics) {
    journal.subscribe((record) => {
      log.tell(record);
    });
    journal.subscribe((record) => {
      metrics.count(record);
    });
  }
}
