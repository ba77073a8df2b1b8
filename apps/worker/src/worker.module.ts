import { ConfigModule, type SettingValues } from '@gatehouse/config';
import { ExecutionJournal, ExecutionModule } from '@gatehouse/execution';
import { ExecutionLog, ObservabilityModule, TracingModule } from '@gatehouse/observability';
import { Module, type DynamicModule } from '@nestjs/common';
import { WORKER_VERSION } from './worker-version.js';

/** The governed path without HTTP: what is delivered from the queue goes through the same gate as on a server. */
@Module({})
export class WorkerModule {
  constructor(journal: ExecutionJournal, log: ExecutionLog) {
    journal.subscribe((record) => {
      log.tell(record);
    });
  }

  static forRoot(values: SettingValues): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.forRoot(values),
        ObservabilityModule,
        TracingModule.forService({ name: 'gatehouse-worker', version: WORKER_VERSION }),
        ExecutionModule,
      ],
    };
  }
}
