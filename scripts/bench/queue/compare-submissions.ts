import { applyLoad, type Load } from '../measure/load.ts';
import type { TurnFigures } from '../measure/repeat.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import type { Bench } from '../sections/section.ts';
import { freshBody } from '../targets/bodies.ts';

const CONCURRENCIES = [1, 8] as const;

/** Where the contenders listen. */
export interface SubmissionUrls {
  readonly nest: string;
  readonly sqlite: string;
  readonly postgres: string;
}

type Turns = Readonly<Record<keyof SubmissionUrls, readonly TurnFigures[]>>;

/** Submissions over HTTP, beside a Nest route that reads the same body and keeps nothing. */
export async function compareSubmissions(
  { pace, tell }: Bench,
  { nest, sqlite, postgres }: SubmissionUrls,
  plugin: string,
  picture: Buffer,
): Promise<SectionResult> {
  const { query, headers, next } = freshBody(plugin, picture);
  const loadOf = (url: string, path: string, concurrency: number): Load => {
    const target = `${path}${query}`;
    return { url, concurrency, next: () => ({ method: 'POST', target, headers, body: next() }) };
  };
  const parts: SectionResult[] = [];
  for (const concurrency of CONCURRENCIES) {
    tell(`submissions over HTTP, ${concurrency} at a time`);
    const turn = (url: string, path: string) => () =>
      applyLoad(loadOf(url, path, concurrency), { ms: pace.roundMs });
    const async = '/v1/analyze-execution/async';
    const turns = await takeTurns(
      { nest: turn(nest, '/analyze'), sqlite: turn(sqlite, async), postgres: turn(postgres, async) },
      pace.rounds,
    );
    parts.push(toResult(turns, concurrency));
  }
  const head = [
    'at a time',
    'Nest',
    'SQLite',
    'PostgreSQL',
    'SQLite to Nest',
    'PostgreSQL to Nest',
    'SQLite p50',
    'p99',
    'PostgreSQL p50',
    'p99 ms',
  ];
  const rows = parts.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
  return {
    tables: [
      {
        caption: 'Submits a second over HTTP, 100 KB an image, nothing delivered meanwhile; more is better',
        head,
        rows,
      },
    ],
    goals: parts.flatMap(({ goals }) => goals),
  };
}

function toResult({ nest, sqlite, postgres }: Turns, concurrency: number): SectionResult {
  const rates = (rounds: readonly TurnFigures[]): number[] => rounds.map(({ perSecond }) => perSecond);
  const times = (rounds: readonly TurnFigures[]): string[] => {
    const all = rounds.flatMap((round) => round.times);
    return [figure(quantile(all, 0.5)), figure(quantile(all, 0.99))];
  };
  const embedded = ratioOf(rates(sqlite), rates(nest));
  const row = [
    String(concurrency),
    ...[nest, sqlite, postgres].map((rounds) => figure(median(rates(rounds)))),
    ratioWords(embedded),
    ratioWords(ratioOf(rates(postgres), rates(nest))),
    ...times(sqlite),
    ...times(postgres),
  ];
  return {
    tables: [{ caption: '', head: [], rows: [row] }],
    goals: [
      {
        what: `durable submits to the Nest route’s throughput, SQLite, ${concurrency} at a time`,
        bound: 'at least',
        limit: 0.5,
        reached: embedded.median,
        unit: 'x',
      },
    ],
  };
}
