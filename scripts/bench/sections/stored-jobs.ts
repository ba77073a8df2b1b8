import { applyLoad } from '../measure/load.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { WireRequest } from '../measure/wire-request.ts';
import type { Goal, SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { freshBody } from '../targets/bodies.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import { filledDataDir } from '../targets/filled-data-dir.ts';
import { getJson } from '../targets/http-json.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { startServer, type StartedServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const COUNTS = [1000, 10_000, 100_000, 1_000_000];
const QUICK_COUNTS = [1000, 10_000];
const PICTURE_BYTES = 100 * 1024;
const KEEPS_ALL = { JOB_RETENTION_COUNT: '100000000', JOB_RETENTION_BYTES: '20000000000' } as const;

/** Each kind of request, of a server and its newest job. */
type Requests = Readonly<Record<string, (url: string) => Promise<() => WireRequest>>>;

/** Whether requests get slower as jobs are stored. */
export async function storedJobs(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const counts = bench.pace.isQuick ? QUICK_COUNTS : COUNTS;
    const servers: StartedServer[] = [];
    for (const count of counts) {
      bench.tell(`filling a store with ${count} jobs`);
      const folder = keep(await filledDataDir(count));
      servers.push(keep(await startServer({ ...EMPTY_PLUGIN_ALONE, ...KEEPS_ALL, DATA_DIR: folder.path })));
    }
    const requests = requestsOf(await photographOfBytes(PICTURE_BYTES));
    const [rows, goals]: [string[][], Goal[]] = [[], []];
    for (const [name, make] of Object.entries(requests)) {
      bench.tell(name);
      const turns = await compare(bench, servers, make);
      rows.push([name, ...wordsOf(turns)]);
      goals.push(goalOf(name, counts, turns));
    }
    const head = [
      'request',
      ...counts.map((count) => `${count} jobs`),
      'most to fewest, less is better',
      'p99 at most',
    ];
    return { tables: [{ caption: 'p50 in ms, one request at a time', head, rows }], goals };
  });
}

function requestsOf(picture: Buffer): Requests {
  const { query, headers, next } = freshBody('empty', picture);
  const post = (path: string) => (): Promise<() => WireRequest> =>
    Promise.resolve(() => ({ method: 'POST', target: `${path}${query}`, headers, body: next() }));
  const get =
    (target: string): (() => WireRequest) =>
    () => ({ method: 'GET', target, headers: {}, body: [] });
  return {
    'sync call': post('/v1/analyze-execution'),
    submit: post('/v1/analyze-execution/async'),
    'get a job': async (url) => get(`/v1/analyze-execution/jobs/${await middleJob(url)}`),
    'list, 50 jobs': () => Promise.resolve(get('/v1/jobs?limit=50')),
    'list, 20 FAILED': () => Promise.resolve(get('/v1/jobs?limit=20&status=FAILED')),
    stats: () => Promise.resolve(get('/v1/jobs/stats')),
  };
}

/** One that is neither new nor old. */
async function middleJob(url: string): Promise<string> {
  const { jobs } = await getJson<{ jobs: readonly { id: string }[] }>(
    `${url}/v1/jobs?limit=50&status=FAILED`,
  );
  const id = jobs.at(-1)?.id;
  if (id === undefined) throw new Error('The store has no jobs.');
  return id;
}

/** The times of each server, by round. */
type Turns = readonly (readonly (readonly number[])[])[];

async function compare(
  { pace }: Bench,
  servers: readonly StartedServer[],
  make: Requests[string],
): Promise<Turns> {
  const turns = await Promise.all(
    servers.map(async ({ url }, index) => {
      const next = await make(url);
      const turn = async (): Promise<readonly number[]> =>
        (await applyLoad({ url, concurrency: 1, next }, { ms: pace.roundMs })).times;
      return [String(index), turn] as const;
    }),
  );
  const figures = await takeTurns(Object.fromEntries(turns), pace.rounds);
  return servers.map((_, index) => figures[String(index)] ?? []);
}

const medians = (rounds: Turns[number] = []): number[] => rounds.map((times) => median(times));

function wordsOf(turns: Turns): string[] {
  const most = turns.at(-1) ?? [];
  return [
    ...turns.map((rounds) => figure(median(medians(rounds)))),
    ratioWords(ratioOf(medians(most), medians(turns[0]))),
    figure(quantile(most.flat(), 0.99)),
  ];
}

function goalOf(name: string, counts: readonly number[], turns: Turns): Goal {
  const reached = ratioOf(medians(turns.at(-1)), medians(turns[0])).median;
  return {
    what: `${name}: ${counts.at(-1)} stored jobs to ${counts[0]}`,
    bound: 'at most',
    limit: 1.2,
    reached,
    unit: 'x',
  };
}
