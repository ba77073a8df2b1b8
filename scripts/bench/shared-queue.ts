import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobQueue, JobsModule, JobStore, newJobId } from '@gatehouse/jobs';

/*
 * What submissions to the shared queue cost, and how many jobs go through it:
 * `DATABASE_URL=postgres://… npm run bench:queue [jobs] [image bytes]`. The jobs themselves do nothing.
 */

const [, , jobs = '500', imageBytes = '100000'] = process.argv;
const COUNT = Number(jobs);
const IN_FLIGHT = 16;

Logger.overrideLogger(['warn', 'error']);
const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig(process.env))] };
const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
const [store, queue] = [application.get(JobStore), application.get(JobQueue)];
const image = Buffer.alloc(Number(imageBytes), 7);

async function submit(): Promise<number> {
  const before = performance.now();
  const job = { id: newJobId(), plugin: 'bench', requestId: null, owner: null };
  await queue.submit(job, { image, mimeType: 'image/png', options: {}, maxAttempts: 1 });
  return performance.now() - before;
}

function quantile(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

async function submitAll(): Promise<readonly number[]> {
  const times: number[] = [];
  let left = COUNT;
  const lane = async (): Promise<void> => {
    while (left-- > 0) times.push(await submit());
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return times;
}

const alone = [];
for (let count = 0; count < 50; count++) alone.push(await submit());
const begun = performance.now();
const together = await submitAll();
const submittedIn = performance.now() - begun;

let done = 0;
const consuming = performance.now();
queue.consume(async ({ job, runId }) => {
  await store.finish(job.id, runId, { status: 'SUCCESS', result: {}, executionTimeMs: 0 });
  done += 1;
}, IN_FLIGHT);
while (done < COUNT + alone.length) await sleep(10);
const consumedIn = performance.now() - consuming;

process.stdout.write(
  `submit, one at a time: p50 ${quantile(alone, 0.5)} ms, p99 ${quantile(alone, 0.99)} ms\n` +
    `submit, ${IN_FLIGHT} at a time: p50 ${quantile(together, 0.5)} ms, p99 ${quantile(together, 0.99)} ms, ` +
    `${((COUNT * 1000) / submittedIn).toFixed(0)} a second\n` +
    `deliver and finish, ${IN_FLIGHT} at a time: ${(((COUNT + alone.length) * 1000) / consumedIn).toFixed(0)} a second\n`,
);
await application.close();
process.exit(0);
