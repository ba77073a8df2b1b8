import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import type { Bench } from '../sections/section.ts';
import { runQueue, type QueueHome } from './run-queue.ts';
import type { QueueFigures, QueueWork } from './time-queue.ts';

const FULL_WORK: QueueWork = { alone: 40, together: 400, atOnce: 16, imageBytes: 100 * 1024 };
const QUICK_WORK: QueueWork = { ...FULL_WORK, alone: 10, together: 50 };
const MOST_ROUNDS = 6;

/** The queues that are compared. */
export type QueueHomes = Readonly<Record<'sqlite' | 'postgres' | 'raw', QueueHome>>;
type Turns = Readonly<Record<keyof QueueHomes, readonly QueueFigures[]>>;

/** Our queue in both stores, and one on pg-boss alone, without a server before any of them. */
export async function compareQueues({ pace, tell }: Bench, homes: QueueHomes): Promise<SectionResult> {
  tell('the queues alone');
  const work = pace.isQuick ? QUICK_WORK : FULL_WORK;
  const turn = (home: QueueHome) => () => runQueue(home, work);
  const turns = await takeTurns(
    { sqlite: turn(homes.sqlite), postgres: turn(homes.postgres), raw: turn(homes.raw) },
    pace.isQuick ? 1 : Math.min(MOST_ROUNDS, pace.rounds),
  );
  return toResult(turns, work);
}

function toResult(turns: Turns, { atOnce }: QueueWork): SectionResult {
  const { sqlite, postgres, raw } = turns;
  const rows = [
    ['SQLite', ...wordsOf(sqlite, raw)],
    ['PostgreSQL', ...wordsOf(postgres, raw)],
    ['pg-boss alone', ...wordsOf(raw, raw)],
  ];
  const head = [
    'queue',
    'submits a second',
    'to pg-boss alone',
    'submit alone, p50 ms',
    'ends a second',
    'to pg-boss alone',
    'pick-up p50',
    'p99 ms',
  ];
  return {
    tables: [
      {
        caption: `The queues without a server, 100 KB an image, ${atOnce} at once; more is better but for ms`,
        head,
        rows,
      },
    ],
    goals: [
      {
        what: `durable submits to those of pg-boss alone on PostgreSQL, ${atOnce} at once`,
        bound: 'at least',
        limit: 0.7,
        reached: ratioOf(submits(postgres), submits(raw)).median,
        unit: 'x',
      },
      pickUpGoal('SQLite', sqlite),
      pickUpGoal('PostgreSQL', postgres),
    ],
  };
}

const submits = (rounds: readonly QueueFigures[]): number[] => rounds.map((round) => round.submitsPerSecond);
const ends = (rounds: readonly QueueFigures[]): number[] => rounds.map((round) => round.endsPerSecond);
const pickUps = (rounds: readonly QueueFigures[]): number[] => rounds.flatMap((round) => round.pickUp);

function wordsOf(rounds: readonly QueueFigures[], raw: readonly QueueFigures[]): string[] {
  const against = (measure: typeof ends): string =>
    rounds === raw ? '1' : ratioWords(ratioOf(measure(rounds), measure(raw)));
  return [
    figure(median(submits(rounds))),
    against(submits),
    figure(median(rounds.flatMap((round) => round.submitAlone))),
    figure(median(ends(rounds))),
    against(ends),
    figure(quantile(pickUps(rounds), 0.5)),
    figure(quantile(pickUps(rounds), 0.99)),
  ];
}

function pickUpGoal(store: string, rounds: readonly QueueFigures[]): SectionResult['goals'][number] {
  const reached = quantile(pickUps(rounds), 0.99);
  return {
    what: `from acknowledged to at work in the queue, ${store}, p99`,
    bound: 'at most',
    limit: 10,
    reached,
    unit: 'ms',
  };
}
