import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobEvents, JobQueue, JobsModule, JobStore, newJobId, type JobDelivery } from '@gatehouse/jobs';

/*
 * A process that submits jobs and works on them: `node queue-server.ts <jobs to submit> <most at work>`, with settings
 * in the environment. It prints "open", "<job id> PENDING" for each submission that was acknowledged to it,
 * "<job id> SUCCESS <attempt>" for each end that was. What the store does not take now it says again. At SIGTERM it
 * stops as a server does.
 */

const [, , count = '0', concurrency = '8'] = process.argv;
const SUBMITTERS = 20;
const AGAIN_MS = 100;

const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig(process.env))] };
const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
const [store, queue, events] = [
  application.get(JobStore),
  application.get(JobQueue),
  application.get(JobEvents),
];
process.stdout.write('open\n');

async function work({ job, input, runId, signal }: JobDelivery): Promise<void> {
  events.report(job.id, runId, { fraction: 0.5, message: 'half' });
  await delay(Math.random() * 20, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return;
  const result = { image: Buffer.from(input.image).toString(), options: input.options };
  for (;;) {
    try {
      const stored = await store.finish(job.id, runId, { status: 'SUCCESS', result, executionTimeMs: 1 });
      if (stored) process.stdout.write(`${job.id} SUCCESS ${job.attempts}\n`);
      return;
    } catch {
      await delay(AGAIN_MS);
    }
  }
}

if (Number(concurrency) > 0) queue.consume(work, Number(concurrency));

let left = Number(count);

async function submit(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const id = newJobId();
    const job = { id, plugin: 'ocr', requestId: `request of ${id}`, owner: null };
    const input = {
      image: Buffer.from(`image of ${id}`),
      mimeType: null,
      options: { of: id },
      maxAttempts: 1,
    };
    try {
      await queue.submit(job, input);
      process.stdout.write(`${id} PENDING\n`);
    } catch {
      left += 1; // it was not acknowledged, so another is
      await delay(AGAIN_MS);
    }
  }
}

const submitted = Promise.all(Array.from({ length: SUBMITTERS }, submit));
await once(process, 'SIGTERM');
await submitted;
await queue.stop(0);
await application.close();
process.exit(0);
