import { availableParallelism } from 'node:os';
import type { Dispatcher } from '../dispatchers/dispatcher.ts';
import { forkDispatcher } from '../dispatchers/fork.ts';
import { piscinaDispatcher } from '../dispatchers/piscina.ts';
import { sandboxDispatcher } from '../dispatchers/sandbox.ts';
import { costOf, processorPerCall, type CostedTurn } from '../measure/processor-time.ts';
import { lanesOf, repeat, type TurnFigures } from '../measure/repeat.ts';
import { median, ratioOf, type Ratio } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { bytesWords, figure, ratioWords } from '../report/words.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const SIZES = [1024, 200 * 1024, 5 * 1024 * 1024];
/** The size of the goal. */
const GOAL_BYTES = 200 * 1024;
const IN_FLIGHT = 8;

type Contender = 'sandbox' | 'copy' | 'transfer' | 'fork';
type Dispatchers = Readonly<Record<Contender, Dispatcher>>;
type Turns = Readonly<Record<Contender, readonly CostedTurn[]>>;

/** What it costs to hand an image to a plugin's process. */
export async function dispatch(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const workers = availableParallelism();
    const dispatchers = {
      sandbox: keep(sandboxDispatcher(workers)),
      copy: keep(piscinaDispatcher(workers, 'copy')),
      transfer: keep(piscinaDispatcher(workers, 'transfer')),
      fork: keep(forkDispatcher(workers)),
    };
    const [alone, together, costly]: [string[][], string[][], string[][]] = [[], [], []];
    let reached = Number.NaN;
    for (const bytes of SIZES) {
      const one = await compare(bench, dispatchers, bytes, 1);
      alone.push(rowOf(bytes, one, medians));
      together.push(rowOf(bytes, await compare(bench, dispatchers, bytes, IN_FLIGHT), costs));
      costly.push(costRowOf(bytes, one));
      if (bytes === GOAL_BYTES) reached = ratioOf(medians(one.sandbox), medians(one.copy)).median;
    }
    const head = [
      'bytes',
      'plugin',
      'piscina, copy',
      'piscina, transfer',
      'fork',
      'to copy',
      'to transfer',
      'to fork',
    ];
    return {
      tables: [
        { caption: 'One at a time: p50 in ms; ratios of time, less is better', head, rows: alone },
        { caption: `${IN_FLIGHT} in flight, ${workers} workers: ms a call`, head, rows: together },
        {
          caption: 'Processor time of a call in ms, one at a time, both sides together',
          head: head.slice(0, 5),
          rows: costly,
        },
      ],
      goals: [
        {
          what: 'dispatch of 200 KB to piscina’s copy, p50',
          bound: 'at most',
          limit: 1.5,
          reached,
          unit: 'x',
        },
      ],
    };
  });
}

async function compare(
  { pace, tell }: Bench,
  { sandbox, copy, transfer, fork }: Dispatchers,
  size: number,
  inFlight: number,
): Promise<Turns> {
  tell(`${bytesWords(size)}, ${inFlight} in flight`);
  const bytes = new Uint8Array(size).fill(7);
  const turn = (dispatcher: Dispatcher) => {
    const lanes = lanesOf(inFlight, () => dispatcher.call(bytes));
    return () => costOf(process.pid, () => repeat(lanes, { ms: pace.roundMs }));
  };
  return takeTurns(
    { sandbox: turn(sandbox), copy: turn(copy), transfer: turn(transfer), fork: turn(fork) },
    pace.rounds,
  );
}

/** Milliseconds of each round. */
type Measure = (rounds: readonly TurnFigures[]) => number[];

const medians: Measure = (rounds) => rounds.map(({ times }) => median(times));
const costs: Measure = (rounds) => rounds.map(({ perSecond }) => 1000 / perSecond);

function rowOf(bytes: number, { sandbox, copy, transfer, fork }: Turns, measure: Measure): string[] {
  const to = (others: readonly TurnFigures[]): Ratio => ratioOf(measure(sandbox), measure(others));
  return [
    bytesWords(bytes),
    ...[sandbox, copy, transfer, fork].map((rounds) => figure(median(measure(rounds)))),
    ...[copy, transfer, fork].map((others) => ratioWords(to(others))),
  ];
}

function costRowOf(bytes: number, { sandbox, copy, transfer, fork }: Turns): string[] {
  const costs = [sandbox, copy, transfer, fork].map(processorPerCall);
  return [bytesWords(bytes), ...costs.map(({ own, children }) => figure(own + children))];
}
