import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobManagementService, JobQueue, JobsModule, newJobId } from '@gatehouse/jobs';
import { table } from '../demo/table.ts';
import { spawnWorker } from '../support/server-process.ts';
import { jpegOf } from './targets/picture.ts';
import { writeWaitingPlugin } from './targets/waiting-plugin.ts';

/*
 * What a second worker brings: `DATABASE_URL=postgres://… npm run bench:workers [jobs]`, with a database that nothing
 * else uses. Each job waits in its plugin, as it would for a core of a machine of its own: the ratio says what workers
 * cost one another by sharing the queue. One worker and two take turns.
 */

const JOBS = Number(process.argv[2] ?? 200);
const WORK_MS = 200;
const AT_ONCE = 4;
const ROUNDS = 2;
const PICTURE_BYTES = 20 * 1024;

const url = process.env['DATABASE_URL'] ?? '';
const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig({ DATABASE_URL: url }))] };
const application = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
const [queue, records] = [application.get(JobQueue), application.get(JobManagementService)];
const image = await jpegOf(PICTURE_BYTES);
const plugins = await writeWaitingPlugin(WORK_MS, AT_ONCE);

async function submit(count: number): Promise<void> {
  for (let left = count; left > 0; left--) {
    const job = { id: newJobId(), plugin: 'waits', requestId: null, owner: null };
    await queue.submit(job, { image, mimeType: 'image/jpeg', options: {}, maxAttempts: 1 });
  }
}

async function succeeded(): Promise<number> {
  const { byStatus } = await records.stats('everybody');
  if (byStatus.FAILED > 0) throw new Error('a job failed');
  return byStatus.SUCCESS;
}

/** Jobs a second of so many workers that have come up and are warm. */
async function paceOf(workers: number): Promise<number> {
  const env = {
    DATABASE_URL: url,
    PLUGIN_PATHS: plugins.path,
    PLUGIN_ONLY: 'waits',
    JOB_CONCURRENCY: String(AT_ONCE),
    LOG_LEVEL: 'silent',
  };
  const all = await Promise.all(Array.from({ length: workers }, () => spawnWorker(env)));
  try {
    await Promise.all(all.map((worker) => worker.ready()));
    const warm = (await succeeded()) + 8 * workers;
    await submit(8 * workers);
    while ((await succeeded()) < warm) await sleep(20);
    const submitting = submit(JOBS);
    const start = performance.now();
    while ((await succeeded()) < warm + JOBS) await sleep(20);
    await submitting;
    return (JOBS * 1000) / (performance.now() - start);
  } finally {
    for (const worker of all) worker.process.kill('SIGTERM');
    await Promise.all(all.map((worker) => worker.ended()));
    await Promise.all(all.map((worker) => worker.dispose()));
  }
}

const rows: string[][] = [];
try {
  for (let round = 1; round <= ROUNDS; round++) {
    const [one, two] = [await paceOf(1), await paceOf(2)];
    rows.push([String(round), one.toFixed(1), two.toFixed(1), (two / one).toFixed(2)]);
  }
  const most = (AT_ONCE * 1000) / WORK_MS;
  process.stdout.write(
    `${JOBS} jobs of ${WORK_MS} ms, ${AT_ONCE} at once in each worker: at most ${most} a second each\n\n`,
  );
  process.stdout.write(`${table(['round', 'one worker, a second', 'two workers', 'ratio'], rows)}\n`);
} finally {
  await application.close();
  await plugins.close();
}
process.exit(0);
