import type { Worker } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { isGatehouseError } from '@gatehouse/errors';
import { JobsModule, JobStore, newJobId } from '@gatehouse/jobs';

/*
 * `node dying-writer.ts <DATA_DIR>`: stores jobs, kills the store's thread twice while many are under way, stores
 * more, closes. It prints "<job id> SUCCESS" or "<job id> <error code>" for each job.
 */

const JOBS_A_ROUND = 60;

let thread: Worker | undefined;
process.on('worker', (worker) => {
  thread = worker;
});

async function record(store: JobStore): Promise<void> {
  const id = newJobId();
  // as a sync call does it: only the end is awaited
  void store.create({ id, plugin: 'ocr', requestId: null, owner: null });
  void store.start(id, 'run');
  try {
    const stored = await store.finish(id, 'run', {
      status: 'SUCCESS',
      result: { of: id },
      executionTimeMs: 1,
    });
    process.stdout.write(`${id} ${stored ? 'SUCCESS' : 'NOTHING'}\n`);
  } catch (thrown) {
    process.stdout.write(`${id} ${isGatehouseError(thrown) ? thrown.code : String(thrown)}\n`);
  }
}

const round = (store: JobStore): Promise<void>[] => Array.from({ length: JOBS_A_ROUND }, () => record(store));

const settings = readConfig({ DATA_DIR: process.argv[2] });
const root = { module: JobsModule, imports: [ConfigModule.forRoot(settings)] };
const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
const store = application.get(JobStore);

for (let death = 0; death < 2; death++) {
  await Promise.all(round(store));
  const underWay = round(store);
  await thread?.terminate();
  await Promise.all(underWay);
}
await Promise.all(round(store));
await store.ping();
await application.close();
process.stdout.write('closed\n');
