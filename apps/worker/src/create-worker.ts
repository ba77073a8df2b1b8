import { ConfigError, type SettingValues } from '@gatehouse/config';
import { AppLogger, StartLogger } from '@gatehouse/observability';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

/**
 * Makes a worker of its settings; it is at work when this resolves. Whoever makes it closes it.
 *
 * @throws ConfigError where there is no database that servers share with it
 */
export async function createWorker(values: SettingValues): Promise<INestApplicationContext> {
  if (values.DATABASE_URL === '') throw new ConfigError([NO_DATABASE]);
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(values), {
    bufferLogs: true,
    logger: new StartLogger(),
    abortOnError: false,
  });
  worker.useLogger(worker.get<AppLogger>(AppLogger));
  return worker;
}

const NO_DATABASE =
  'DATABASE_URL is not set; a worker takes its jobs from the PostgreSQL database that it shares with servers. ' +
  'Set it to the same as theirs; a server that keeps its jobs in DATA_DIR works on them itself.';
