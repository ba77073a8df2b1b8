import { applyLoad, type Load } from '../measure/load.ts';
import { costOf, processorPerCall, type CostedTurn } from '../measure/processor-time.ts';
import { repeat, timeOf, type TurnFigures } from '../measure/repeat.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { Goal, SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { fresh, freshBody, jsonBody, multipartBody, sameBody, type BenchBody } from '../targets/bodies.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import { openIntake, type Intake } from '../targets/intake.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { startProgram } from '../targets/started-program.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const PICTURE_BYTES = 100 * 1024;
const CONCURRENCIES = [1, 8] as const;
const [WARM_UP, QUICK_WARM_UP] = [1000, 100];
const BODIES = { raw: freshBody, multipart: multipartBody, json: jsonBody, same: sameBody } as const;

/** Where a contender is asked, and the process that answers. */
interface Contender {
  readonly url: string;
  readonly pid: number;
}

type Contenders = Readonly<Record<'node' | 'nest' | 'governed', Contender>>;

/** One form of the body at one concurrency. */
interface Comparison {
  readonly body: keyof typeof BODIES;
  readonly form: string;
  readonly concurrency: number;
  readonly turns: Readonly<Record<keyof Contenders, readonly CostedTurn[]>>;
}

/** What the gate costs a synchronous call. */
export async function governedCall(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const [node, nest] = [
      keep(await startProgram('node-http.mjs')),
      keep(await startProgram('bare-nest.mjs')),
    ];
    const server = keep(await startServer(EMPTY_PLUGIN_ALONE));
    const intake = keep(await openIntake());
    const contenders = {
      node: { pid: node.pid, url: `${node.url}/` },
      nest: { pid: nest.pid, url: `${nest.url}/analyze` },
      governed: { pid: server.pid, url: `${server.url}/v1/analyze-execution` },
    };
    const picture = await photographOfBytes(PICTURE_BYTES);
    await warmUp(bench, contenders, freshBody('empty', picture));
    const comparisons: Comparison[] = [];
    for (const [name, make] of Object.entries(BODIES)) {
      const body = make('empty', picture);
      for (const concurrency of CONCURRENCIES) {
        bench.tell(`${body.form}, ${concurrency} at a time`);
        const turns = await compare(bench, contenders, body, concurrency);
        comparisons.push({ body: name as keyof typeof BODIES, form: body.form, concurrency, turns }); // of a literal record
      }
    }
    bench.tell('what the intake takes');
    return toResult(comparisons, await addedBeyondIntake(bench, contenders, intake, picture));
  });
}

/** Or the first form would be measured while V8 still compiles, and the last one not. */
async function warmUp({ pace, tell }: Bench, contenders: Contenders, body: BenchBody): Promise<void> {
  tell('warming up');
  const calls = pace.isQuick ? QUICK_WARM_UP : WARM_UP;
  for (const { url } of Object.values(contenders)) await applyLoad(loadOf(url, body, 8), { calls });
}

async function compare(
  { pace }: Bench,
  contenders: Contenders,
  body: BenchBody,
  concurrency: number,
): Promise<Comparison['turns']> {
  const turn =
    ({ url, pid }: Contender) =>
    () =>
      costOf(pid, () => applyLoad(loadOf(url, body, concurrency), { ms: pace.roundMs }));
  const { node, nest, governed } = contenders;
  const turns = { node: turn(node), nest: turn(nest), governed: turn(governed) };
  return takeTurns(turns, pace.rounds);
}

function loadOf(url: string, { query, headers, next }: BenchBody, concurrency: number): Load {
  const { origin, pathname } = new URL(url);
  const target = `${pathname}${query}`;
  return { url: origin, concurrency, next: () => ({ method: 'POST', target, headers, body: next() }) };
}

/** Milliseconds, medians of one call at a time. */
interface Added {
  readonly nest: number;
  readonly governed: number;
  readonly intake: number;
}

/** The intake takes turns with what it is a part of, or a busier moment would pass for a larger part. */
async function addedBeyondIntake(
  { pace }: Bench,
  contenders: Contenders,
  intake: Intake,
  picture: Buffer,
): Promise<Added> {
  const [body, next] = [freshBody('empty', picture), fresh(picture)];
  const call = (url: string) => async (): Promise<number> =>
    median((await applyLoad(loadOf(url, body, 1), { ms: pace.roundMs })).times);
  const turns = {
    nest: call(contenders.nest.url),
    governed: call(contenders.governed.url),
    intake: async (): Promise<number> =>
      median((await repeat([() => timeOf(() => intake.take(next()))], { ms: pace.roundMs })).times),
  };
  const { nest, governed, intake: taken } = await takeTurns(turns, pace.rounds);
  return { nest: median(nest), governed: median(governed), intake: median(taken) };
}

function toResult(comparisons: readonly Comparison[], added: Added): SectionResult {
  const beyond = added.governed - added.nest - added.intake;
  return {
    tables: [
      {
        caption: 'Calls a second; ratios of calls a second, more is better; p50 and p99 in ms',
        head: [
          'body',
          'at a time',
          'node:http',
          'Nest',
          'Gatehouse',
          'to Nest',
          'to node:http',
          'Nest p50',
          'p50',
          'p99',
        ],
        rows: comparisons.map(rowOf),
      },
      {
        caption: 'Processor time of a call in ms, which says more than the rest on a machine that is busy',
        head: ['body', 'at a time', 'Nest', 'Gatehouse, the server', 'its processes', 'both to Nest'],
        rows: comparisons.map(costRowOf),
      },
      {
        caption: 'Where the time of one raw body at a time goes; p50 in ms',
        head: ['Nest', 'Gatehouse', 'added', 'the intake alone', 'share of what is added', 'added beyond it'],
        rows: [
          [
            figure(added.nest),
            figure(added.governed),
            figure(added.governed - added.nest),
            figure(added.intake),
            `${((100 * added.intake) / (added.governed - added.nest)).toFixed(0)} %`,
            figure(beyond),
          ],
        ],
      },
    ],
    goals: [
      ...goalsOf(comparisons),
      {
        what: 'p50 above the Nest route, beyond the intake, one at a time',
        bound: 'at most',
        limit: 1.5,
        reached: beyond,
        unit: 'ms',
      },
    ],
  };
}

function goalsOf(comparisons: readonly Comparison[]): Goal[] {
  return CONCURRENCIES.flatMap((concurrency): Goal[] => {
    const at = comparisons.filter((one) => one.concurrency === concurrency);
    const [raw, json] = [turnsOf(at, 'raw'), turnsOf(at, 'json')];
    return [
      {
        what: `throughput of a raw body to the Nest route’s, ${concurrency} at a time`,
        bound: 'at least',
        limit: 0.6,
        reached: ratioOf(rates(raw.governed), rates(raw.nest)).median,
        unit: 'x',
      },
      {
        what: `cost of base64 JSON to a raw body’s, ${concurrency} at a time`,
        bound: 'at most',
        limit: 2,
        reached: ratioOf(rates(raw.governed), rates(json.governed)).median,
        unit: 'x',
      },
    ];
  });
}

function turnsOf(comparisons: readonly Comparison[], body: Comparison['body']): Comparison['turns'] {
  const found = comparisons.find((one) => one.body === body);
  if (found === undefined) throw new Error(`${body} was not measured.`);
  return found.turns;
}

const rates = (rounds: readonly TurnFigures[]): number[] => rounds.map(({ perSecond }) => perSecond);

function rowOf({ form, concurrency, turns: { node, nest, governed } }: Comparison): string[] {
  const times = governed.flatMap((round) => round.times);
  return [
    form,
    String(concurrency),
    ...[node, nest, governed].map((rounds) => figure(median(rates(rounds)))),
    ratioWords(ratioOf(rates(governed), rates(nest))),
    ratioWords(ratioOf(rates(governed), rates(node))),
    figure(median(nest.flatMap((round) => round.times))),
    figure(median(times)),
    figure(quantile(times, 0.99)),
  ];
}

function costRowOf({ form, concurrency, turns: { nest, governed } }: Comparison): string[] {
  const [plain, ours] = [processorPerCall(nest), processorPerCall(governed)];
  return [
    form,
    String(concurrency),
    ...[plain.own, ours.own, ours.children, (ours.own + ours.children) / plain.own].map(figure),
  ];
}
