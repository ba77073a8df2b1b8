import { applyLoad } from '../measure/load.ts';
import { timeOf } from '../measure/repeat.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import { readTreeMemory } from '../measure/process-tree.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { freshBody } from '../targets/bodies.ts';
import { writeManyPlugins } from '../targets/many-plugins.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { pluginsReady } from '../targets/plugins-ready.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const COUNTS = [1, 10, 100];
const PICTURE_BYTES = 100 * 1024;

/** A server with so many plugins. */
interface Contender {
  readonly count: number;
  readonly url: string;
  readonly pid: number;
  readonly names: readonly string[];
  /** From listening until every plugin was tried, in milliseconds. */
  readonly triedMs: number;
}

/** Times of each call, by round. */
type Rounds = readonly (readonly number[])[];

/** Whether plugins that nobody calls cost those that are. */
export async function pluginCount(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const contenders: Contender[] = [];
    for (const count of COUNTS) {
      bench.tell(`a server with ${count} plugins`);
      const { names, path } = keep(await writeManyPlugins(count));
      const server = keep(await startServer({ PLUGIN_PATHS: path, PLUGIN_ONLY: names.join(',') }));
      const triedMs = await timeOf(() => pluginsReady(server.url));
      contenders.push({ count, names, triedMs, url: server.url, pid: server.pid });
    }
    const picture = await photographOfBytes(PICTURE_BYTES);
    const same = await compare(bench, contenders, picture, 'one of them');
    const inTurn = await compare(bench, contenders, picture, 'each in turn');
    return toResult(contenders, same, inTurn);
  });
}

async function compare(
  { pace, tell }: Bench,
  contenders: readonly Contender[],
  picture: Buffer,
  which: 'one of them' | 'each in turn',
): Promise<Rounds[]> {
  tell(`calls of ${which}`);
  const turns = contenders.map(({ url, names, count }) => {
    const bodies = names.map((name) => freshBody(name, picture));
    let call = 0;
    const next = () => {
      const body = bodies[which === 'one of them' ? 0 : call++ % count];
      if (body === undefined) throw new Error('There is no plugin.');
      const target = `/v1/analyze-execution${body.query}`;
      return { method: 'POST', target, headers: body.headers, body: body.next() } as const;
    };
    const turn = async (): Promise<readonly number[]> =>
      (await applyLoad({ url, concurrency: 1, next }, { ms: pace.roundMs })).times;
    return [String(count), turn] as const;
  });
  const figures = await takeTurns(Object.fromEntries(turns), pace.rounds);
  return contenders.map(({ count }) => figures[String(count)] ?? []);
}

const medians = (rounds: Rounds = []): number[] => rounds.map((times) => median(times));

function toResult(
  contenders: readonly Contender[],
  same: readonly Rounds[],
  inTurn: readonly Rounds[],
): SectionResult {
  const rows = contenders.map(({ count, pid, triedMs }, at) => {
    const { own, children } = readTreeMemory(pid);
    return [
      String(count),
      figure(median(medians(same[at]))),
      ratioWords(ratioOf(medians(same[at]), medians(same[0]))),
      figure(quantile((same[at] ?? []).flat(), 0.99)),
      figure(median(medians(inTurn[at]))),
      figure(triedMs),
      figure(own),
      String(children),
    ];
  });
  const head = [
    'plugins',
    'one of them',
    'to a single one',
    'p99',
    'each in turn',
    'all tried after',
    'server MB',
    'processes',
  ];
  const reached = median(medians(same.at(-1))) - median(medians(same[0]));
  return {
    tables: [{ caption: 'p50 in ms, raw body of 100 KB, one call at a time', head, rows }],
    goals: [{ what: '100 idle plugins, added to a call', bound: 'at most', limit: 5, reached, unit: 'ms' }],
  };
}
