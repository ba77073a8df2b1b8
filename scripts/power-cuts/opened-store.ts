import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { IdempotencyStore, JobQueue, JobsModule, JobStore } from '@gatehouse/jobs';

/** The embedded store as a server opens it. */
export interface OpenedStore {
  readonly application: INestApplicationContext;
  readonly store: JobStore;
  readonly queue: JobQueue;
  readonly keys: IdempotencyStore;
}

/** @throws ConfigError where it cannot be opened */
export async function openStore(dataDir: string): Promise<OpenedStore> {
  const settings = readConfig({ DATA_DIR: dataDir, JOB_MAX_ATTEMPTS: '10' });
  const root = { module: JobsModule, imports: [ConfigModule.forRoot(settings)] };
  const application = await NestFactory.createApplicationContext(root, {
    logger: ['error'],
    abortOnError: false,
  });
  return {
    application,
    store: application.get(JobStore),
    queue: application.get(JobQueue),
    keys: application.get(IdempotencyStore),
  };
}
