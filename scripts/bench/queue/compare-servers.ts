import { setTimeout as sleep } from 'node:timers/promises';
import { applyLoad, type Load } from '../measure/load.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import type { Bench } from '../sections/section.ts';
import { freshBody } from '../targets/bodies.ts';
import { getJson } from '../targets/http-json.ts';

const CONCURRENCY = 8;
const CALLS = 200;
const QUICK_CALLS = 40;
const MOST_ROUNDS = 5;
/** Between one job and the next, where each is to find nothing else at work. */
const IDLE_MS = 20;
const LOOK_MS = 5;

/** What one turn of a server came to. */
interface ServerTurn {
  readonly syncPerSecond: number;
  /** Jobs submitted, run and ended a second. */
  readonly jobsPerSecond: number;
  /** From the creation of a job to its start, by its own record; milliseconds. */
  readonly pickUp: readonly number[];
}

/** A server in front of each store. */
export interface ServerUrls {
  readonly sqlite: string;
  readonly postgres: string;
}

/** Jobs through whole servers, with a plugin that does nothing, beside the same calls with a caller who waits. */
export async function compareServers(
  { pace, tell }: Bench,
  { sqlite, postgres }: ServerUrls,
  picture: Buffer,
): Promise<SectionResult> {
  tell('jobs through whole servers');
  const calls = pace.isQuick ? QUICK_CALLS : CALLS;
  const turn = (url: string) => () => turnOf(url, picture, calls);
  const turns = await takeTurns(
    { sqlite: turn(sqlite), postgres: turn(postgres) },
    pace.isQuick ? 1 : Math.min(MOST_ROUNDS, pace.rounds),
  );
  const head = [
    'store',
    'sync calls a second',
    'jobs a second',
    'jobs to sync calls',
    'pick-up p50',
    'p99 ms',
  ];
  const caption = `Through the server, an empty plugin, ${CONCURRENCY} at a time; more is better but for ms`;
  const rows = [rowOf('SQLite', turns.sqlite), rowOf('PostgreSQL', turns.postgres)];
  return {
    tables: [{ caption, head, rows }],
    goals: [goalOf('SQLite', turns.sqlite), goalOf('PostgreSQL', turns.postgres)],
  };
}

async function turnOf(url: string, picture: Buffer, calls: number): Promise<ServerTurn> {
  const sync = await applyLoad(loadOf(url, '', picture, CONCURRENCY), { calls });
  const before = await successes(url);
  const start = performance.now();
  await applyLoad(loadOf(url, '/async', picture, CONCURRENCY), { calls });
  while ((await successes(url)) < before + calls) await sleep(LOOK_MS);
  const jobsPerSecond = (calls * 1000) / (performance.now() - start);
  return { syncPerSecond: sync.perSecond, jobsPerSecond, pickUp: await pickUps(url, picture, calls / 4) };
}

function loadOf(url: string, path: string, picture: Buffer, concurrency: number): Load {
  const { query, headers, next } = freshBody('empty', picture);
  const target = `/v1/analyze-execution${path}${query}`;
  return { url, concurrency, next: () => ({ method: 'POST', target, headers, body: next() }) };
}

/** Jobs that have ended well, of both kinds. */
async function successes(url: string): Promise<number> {
  const { by_status } = await getJson<{ by_status: { SUCCESS: number } }>(`${url}/v1/jobs/stats`);
  return by_status.SUCCESS;
}

/** What jobs that come one by one wait for their start. */
async function pickUps(url: string, picture: Buffer, jobs: number): Promise<number[]> {
  const waits: number[] = [];
  let id = '';
  const load = loadOf(url, '/async', picture, 1);
  const onAnswer = (body: Buffer): void => {
    id = (JSON.parse(body.toString()) as { job_id: string }).job_id; // as the OpenAPI document says
  };
  for (let job = 0; job < jobs; job++) {
    await applyLoad({ ...load, onAnswer }, { calls: 1 });
    const { created_at, started_at } = await endOf(url, id);
    waits.push(Date.parse(started_at) - Date.parse(created_at));
    await sleep(IDLE_MS);
  }
  return waits;
}

/** The times of a job that is over. */
interface JobTimes {
  readonly status: string;
  readonly created_at: string;
  readonly started_at: string;
}

async function endOf(url: string, id: string): Promise<JobTimes> {
  for (;;) {
    const { job } = await getJson<{ job: JobTimes }>(`${url}/v1/analyze-execution/jobs/${id}`);
    if (job.status === 'SUCCESS') return job;
    await sleep(LOOK_MS);
  }
}

function rowOf(store: string, turns: readonly ServerTurn[]): string[] {
  const [sync, jobs] = [turns.map((turn) => turn.syncPerSecond), turns.map((turn) => turn.jobsPerSecond)];
  const waits = turns.flatMap((turn) => turn.pickUp);
  return [
    store,
    figure(median(sync)),
    figure(median(jobs)),
    ratioWords(ratioOf(jobs, sync)),
    figure(quantile(waits, 0.5)),
    figure(quantile(waits, 0.99)),
  ];
}

function goalOf(store: string, turns: readonly ServerTurn[]): SectionResult['goals'][number] {
  const reached = quantile(
    turns.flatMap((turn) => turn.pickUp),
    0.99,
  );
  return {
    what: `from created to started through the server, ${store}, p99`,
    bound: 'at most',
    limit: 10,
    reached,
    unit: 'ms',
  };
}
