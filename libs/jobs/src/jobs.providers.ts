import type { FactoryProvider } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { JobStore } from './job-store.js';
import { openSqliteJobStore } from './sqlite/open-sqlite-job-store.js';

/** Opens the store that the settings ask for. */
export const jobStoreProvider: FactoryProvider<JobStore> = {
  provide: JobStore,
  useFactory: ({ values }: AppConfig) =>
    openSqliteJobStore({ dataDir: values.DATA_DIR, retentionCount: values.JOB_RETENTION_COUNT }),
  inject: [AppConfig],
};
