import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobQueue, JobsModule, JobStore, newJobId } from '@gatehouse/jobs';
import type { TimedQueue } from './timed-queue.ts';

/** The queue of the server, without a server: in DATABASE_URL, or else in DATA_DIR. */
export async function openOurQueue(env: NodeJS.ProcessEnv): Promise<TimedQueue> {
  Logger.overrideLogger(['warn', 'error']);
  const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig(env))] };
  const application = await NestFactory.createApplicationContext(root, {
    logger: false,
    abortOnError: false,
  });
  const [store, queue] = [application.get(JobStore), application.get(JobQueue)];
  return {
    submit: async (image) => {
      const id = newJobId();
      const job = { id, plugin: 'bench', requestId: null, owner: null };
      await queue.submit(job, { image, mimeType: 'image/jpeg', options: {}, maxAttempts: 1 });
      return id;
    },
    consume: (atOnce, onStart, onDone) => {
      queue.consume(async ({ job, runId }) => {
        onStart(job.id);
        await store.finish(job.id, runId, { status: 'SUCCESS', result: {}, executionTimeMs: 0 });
        onDone();
      }, atOnce);
    },
    close: () => application.close(),
  };
}
