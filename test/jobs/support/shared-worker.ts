import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobEvents, JobQueue, JobsModule, JobStore, type JobDelivery } from '@gatehouse/jobs';

/*
 * A process that works on jobs: `node shared-worker.ts <milliseconds a job> <how many at once> [stubborn]`, with settings
 * in the environment. It prints "open", and of each delivery "begin <job id> <attempt> <run id>" and
 * "end <job id> <whether its end counted>" or "aborted <job id>". One that is stubborn says its end, and progress
 * before it, whether the job was taken from it or not.
 */

const [, , milliseconds = '0', concurrency = '2', stubborn] = process.argv;
const isStubborn = stubborn !== undefined;

const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig(process.env))] };
const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
const [store, queue, events] = [
  application.get(JobStore),
  application.get(JobQueue),
  application.get(JobEvents),
];

async function work({ job, runId, signal }: JobDelivery): Promise<void> {
  process.stdout.write(`begin ${job.id} ${job.attempts} ${runId}\n`);
  try {
    await sleep(Number(milliseconds), undefined, isStubborn ? {} : { signal });
  } catch {
    process.stdout.write(`aborted ${job.id}\n`);
    return;
  }
  if (isStubborn) events.report(job.id, runId, { fraction: 0.9, message: 'nearly done' });
  for (;;) {
    try {
      const result = { by: process.pid, attempt: job.attempts };
      const counted = await store.finish(job.id, runId, { status: 'SUCCESS', result, executionTimeMs: 1 });
      process.stdout.write(`end ${job.id} ${counted}\n`);
      return;
    } catch {
      await sleep(200); // the database is away
    }
  }
}

queue.consume(work, Number(concurrency));
process.stdout.write('open\n');
await once(process, 'SIGTERM');
await queue.stop(200);
await application.close();
process.stdout.write('closed\n');
