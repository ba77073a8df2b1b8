import { applyLoad } from '../measure/load.ts';
import type { TurnFigures } from '../measure/repeat.ts';
import { median, quantile, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { bytesWords, figure, ratioWords } from '../report/words.ts';
import { startProgram } from '../targets/started-program.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const SIZES = [2, 100 * 1024];

/** What the layers at the socket cost. */
export async function edge({ pace, tell }: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const without = keep(await startProgram('small-server.mjs', 'node'));
    const behind = keep(await startProgram('small-server.mjs', 'edge'));
    const rows: string[][] = [];
    for (const bytes of SIZES) {
      tell(bytesWords(bytes));
      const body = [Buffer.alloc(bytes, 'x')];
      const next = () =>
        ({ method: 'POST', target: '/', headers: { 'content-type': 'image/jpeg' }, body }) as const;
      const turn = (url: string) => () => applyLoad({ url, concurrency: 1, next }, { ms: pace.roundMs });
      const turns = await takeTurns({ without: turn(without.url), behind: turn(behind.url) }, pace.rounds);
      rows.push([bytesWords(bytes), ...rowOf(turns.without, turns.behind)]);
    }
    const head = [
      'body',
      'Node’s server',
      'edge server',
      'added µs',
      'edge to Node, less is better',
      'edge p99',
    ];
    return { tables: [{ caption: 'p50 in ms, one call at a time', head, rows }], goals: [] };
  });
}

function rowOf(without: readonly TurnFigures[], behind: readonly TurnFigures[]): string[] {
  const medians = (rounds: readonly TurnFigures[]): number[] => rounds.map(({ times }) => median(times));
  const [before, after] = [median(medians(without)), median(medians(behind))];
  return [
    figure(before),
    figure(after),
    ((after - before) * 1000).toFixed(0),
    ratioWords(ratioOf(medians(behind), medians(without))),
    figure(
      quantile(
        behind.flatMap(({ times }) => times),
        0.99,
      ),
    ),
  ];
}
