import { PostgresProcess } from '../../support/postgres-process.ts';
import { compareQueues } from '../queue/compare-queues.ts';
import { compareServers } from '../queue/compare-servers.ts';
import { compareSubmissions } from '../queue/compare-submissions.ts';
import type { SectionResult } from '../report/section-result.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { startProgram } from '../targets/started-program.ts';
import { startServer } from '../targets/started-server.ts';
import { temporaryFolder } from '../targets/temporary-folder.ts';
import { writeWaitingPlugin } from '../targets/waiting-plugin.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const PICTURE_BYTES = 100 * 1024;
/** It flushes, as one does that is used: fsync is on unless it is told otherwise. */
const DATABASE = ['shared_buffers=128MB'];
/** Shorter than the time limit of a plugin: whoever is at work keeps the others waiting. */
const WAIT_MS = 25_000;
const NO_LIMIT = { JOB_QUEUE_MAX: '1000000', JOB_QUEUE_BYTES: '200000000000' } as const;

/** What durable jobs cost. */
export async function async(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const postgres = keep(await PostgresProcess.open(DATABASE));
    const picture = await photographOfBytes(PICTURE_BYTES);
    const parts = [
      await queues(bench, postgres),
      await submissions(bench, postgres, picture),
      await servers(bench, postgres, picture),
    ];
    return { tables: parts.flatMap(({ tables }) => tables), goals: parts.flatMap(({ goals }) => goals) };
  });
}

function queues(bench: Bench, postgres: PostgresProcess): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const dataDir = keep(temporaryFolder());
    return compareQueues(bench, {
      sqlite: { kind: 'ours', env: { DATA_DIR: dataDir.path, ...NO_LIMIT } },
      postgres: { kind: 'ours', env: { DATABASE_URL: await postgres.createDatabase(), ...NO_LIMIT } },
      raw: { kind: 'raw', env: { DATABASE_URL: await postgres.createDatabase() } },
    });
  });
}

function submissions(bench: Bench, postgres: PostgresProcess, picture: Buffer): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const settings = {
      PLUGIN_PATHS: keep(await writeWaitingPlugin(WAIT_MS, 1)).path,
      PLUGIN_ONLY: 'waits',
      JOB_CONCURRENCY: '1',
      ...NO_LIMIT,
    };
    const nest = keep(await startProgram('bare-nest.mjs'));
    const sqlite = keep(await startServer(settings));
    const shared = keep(await startServer({ ...settings, DATABASE_URL: await postgres.createDatabase() }));
    const urls = { nest: nest.url, sqlite: sqlite.url, postgres: shared.url };
    return compareSubmissions(bench, urls, 'waits', picture);
  });
}

function servers(bench: Bench, postgres: PostgresProcess, picture: Buffer): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const sqlite = keep(await startServer(EMPTY_PLUGIN_ALONE));
    const shared = keep(
      await startServer({ ...EMPTY_PLUGIN_ALONE, DATABASE_URL: await postgres.createDatabase() }),
    );
    return compareServers(bench, { sqlite: sqlite.url, postgres: shared.url }, picture);
  });
}
