import { applyLoad } from '../measure/load.ts';
import { repeat, timeOf } from '../measure/repeat.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { bytesWords, figure, ratioWords } from '../report/words.ts';
import { fresh, freshBody } from '../targets/bodies.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import { openIntake, type Intake } from '../targets/intake.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { startProgram } from '../targets/started-program.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const SIZES = [1024, 10 * 1024, 100 * 1024, 1024 * 1024, 10 * 1024 * 1024];
/** A goal is the cost of a further byte, from the middle size to the last to what it is before that. */
const [FROM, MIDDLE, TO] = [100 * 1024, 1024 * 1024, 10 * 1024 * 1024];

/** p50 of each round, in milliseconds. */
type Turns = Readonly<Record<'nest' | 'governed' | 'intake', readonly number[]>>;

/** Whether a call gets slower faster than its image grows. */
export async function imageSize(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const nest = keep(await startProgram('bare-nest.mjs'));
    const server = keep(await startServer(EMPTY_PLUGIN_ALONE));
    const intake = keep(await openIntake());
    const rows: string[][] = [];
    const medians = new Map<number, number>();
    for (const bytes of SIZES) {
      bench.tell(bytesWords(bytes));
      const picture = await photographOfBytes(bytes);
      const turns = await compare(bench, { nest: nest.url, governed: server.url, intake }, picture);
      medians.set(bytes, median(turns.governed));
      rows.push(rowOf(picture.length, turns));
    }
    const further = (from: number, to: number): number =>
      ((medians.get(to) ?? Number.NaN) - (medians.get(from) ?? Number.NaN)) / (to - from);
    const head = [
      'bytes',
      'Nest',
      'Gatehouse',
      'the intake alone',
      'to Nest, less is better',
      'beyond both',
      'ms a MB',
    ];
    return {
      tables: [{ caption: 'p50 in ms, raw body, one call at a time', head, rows }],
      goals: [
        {
          what: `a further byte from ${bytesWords(MIDDLE)} to ${bytesWords(TO)}, to one from ${bytesWords(FROM)} on`,
          bound: 'at most',
          limit: 1.2,
          reached: further(MIDDLE, TO) / further(FROM, MIDDLE),
          unit: 'x',
        },
      ],
    };
  });
}

/** What takes turns. */
interface Contenders {
  readonly nest: string;
  readonly governed: string;
  readonly intake: Intake;
}

async function compare(
  { pace }: Bench,
  { nest, governed, intake }: Contenders,
  picture: Buffer,
): Promise<Turns> {
  const { query, headers, next } = freshBody('empty', picture);
  const call = (url: string, path: string) => async (): Promise<number> => {
    const target = `${path}${query}`;
    const request = () => ({ method: 'POST', target, headers, body: next() }) as const;
    return median((await applyLoad({ url, concurrency: 1, next: request }, { ms: pace.roundMs })).times);
  };
  const file = fresh(picture);
  const take = (): Promise<number> => {
    const bytes = file();
    return timeOf(() => intake.take(bytes));
  };
  return takeTurns(
    {
      nest: call(nest, '/analyze'),
      governed: call(governed, '/v1/analyze-execution'),
      intake: async () => median((await repeat([take], { ms: pace.roundMs })).times),
    },
    pace.rounds,
  );
}

function rowOf(bytes: number, { nest, governed, intake }: Turns): string[] {
  const [plain, ours, taken] = [median(nest), median(governed), median(intake)];
  return [
    bytesWords(bytes),
    figure(plain),
    figure(ours),
    figure(taken),
    ratioWords(ratioOf(governed, nest)),
    figure(ours - plain - taken),
    figure((ours * 1024 * 1024) / bytes),
  ];
}
