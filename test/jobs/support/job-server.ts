import { once } from 'node:events';
import { setegid, seteuid } from 'node:process';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobsModule, JobStore, newJobId } from '@gatehouse/jobs';

/*
 * A process that holds a job store, as a server would: `node job-server.ts [hold|begin|write] [uid]`, with
 * its settings in its environment.
 * It prints "open", then "<job id> <status>" for each state that was acknowledged to it: with `begin` of a job that
 * stays PENDING and one that stays RUNNING, with `write` of one job after another.
 * Where the store does not open, it prints why and ends with 1.
 */

const [, , task = 'hold', uid] = process.argv;

async function create(store: JobStore): Promise<string> {
  const id = newJobId();
  await store.create({ id, plugin: 'ocr', requestId: `request of ${id}`, owner: null });
  process.stdout.write(`${id} PENDING\n`);
  return id;
}

async function start(store: JobStore): Promise<string> {
  const id = await create(store);
  await store.start(id, 'run');
  process.stdout.write(`${id} RUNNING\n`);
  return id;
}

async function write(store: JobStore): Promise<never> {
  for (;;) {
    const id = await start(store);
    await store.finish(id, 'run', { status: 'SUCCESS', result: { of: id }, executionTimeMs: 1 });
    process.stdout.write(`${id} SUCCESS\n`);
  }
}

if (uid !== undefined) {
  setegid?.(Number(uid));
  seteuid?.(Number(uid));
}

try {
  const settings = readConfig(process.env);
  const root = { module: JobsModule, imports: [ConfigModule.forRoot(settings)] };
  const application = await NestFactory.createApplicationContext(root, {
    logger: false,
    abortOnError: false,
  });
  application.enableShutdownHooks();
  process.stdout.write('open\n');
  const store = application.get(JobStore);
  if (task === 'begin') await Promise.all([create(store), start(store)]);
  // many at once, so that a kill meets commits of many jobs
  if (task === 'write') await Promise.all(Array.from({ length: 20 }, () => write(store)));
  await once(process, 'exit');
} catch (thrown) {
  process.stderr.write(thrown instanceof Error ? thrown.message : String(thrown));
  process.exit(1);
}
