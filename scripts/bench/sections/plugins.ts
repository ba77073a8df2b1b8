import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { applyLoad } from '../measure/load.ts';
import { costOf, processorPerCall, type CostedTurn } from '../measure/processor-time.ts';
import type { TurnFigures } from '../measure/repeat.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { Goal, SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { freshBody } from '../targets/bodies.ts';
import { startPlainLoop, type PlainLoop } from '../targets/plain-loop.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

/** Plugins, each with a picture that it is made for, of docs/samples. */
const PICTURES = {
  barcode: 'barcode-ean13.jpg',
  metadata: 'photo-harbour.jpg',
  ocr: 'page-letter.png',
  quality: 'photo-astronaut.jpg',
  detect: 'photo-officer.jpg',
} as const;
const CONCURRENCIES = [1, 8] as const;
const MOST_ROUNDS = 3;
const [TURN_MS, QUICK_TURN_MS] = [1200, 200];

type Turns = Readonly<Record<'loop' | 'server', readonly CostedTurn[]>>;

/** What the way through the server costs the plugins that ship. */
export async function plugins(bench: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const names = Object.keys(PICTURES) as (keyof typeof PICTURES)[]; // of a literal record
    const server = keep(await startServer({ PLUGIN_ONLY: names.join(',') }));
    const [rows, goals]: [string[][], Goal[]] = [[], []];
    for (const name of names) {
      const loop = startPlainLoop(name);
      try {
        const picture = await pictureOf(PICTURES[name]);
        for (const concurrency of CONCURRENCIES) {
          bench.tell(`${name}, ${concurrency} at a time`);
          const turns = await compare(
            bench,
            { loop, name, picture, url: server.url, pid: server.pid },
            concurrency,
          );
          rows.push(rowOf(name, concurrency, turns));
          goals.push(goalOf(name, concurrency, turns));
        }
      } finally {
        await loop.close();
      }
    }
    const head = [
      'plugin',
      'at a time',
      'plain loop',
      'server',
      'server to loop',
      'loop p50 ms',
      'server p50 ms',
      'loop processor ms',
      'server and its processes',
    ];
    return { tables: [{ caption: 'Pictures a second; more is better', head, rows }], goals };
  });
}

/** What takes turns. */
interface Contenders {
  readonly loop: PlainLoop;
  readonly url: string;
  readonly pid: number;
  readonly name: string;
  readonly picture: Buffer;
}

async function compare(
  { pace }: Bench,
  { loop, url, pid, name, picture }: Contenders,
  concurrency: number,
): Promise<Turns> {
  const { times } = await loop.turn(picture, 1, 3);
  const calls = callsOf(median(times), pace.isQuick ? QUICK_TURN_MS : TURN_MS, concurrency);
  const { query, headers, next } = freshBody(name, picture);
  const target = `/v1/analyze-execution${query}`;
  const request = () => ({ method: 'POST', target, headers, body: next() }) as const;
  return takeTurns(
    {
      loop: () => costOf(loop.pid, () => loop.turn(picture, concurrency, calls)),
      server: () => costOf(pid, () => applyLoad({ url, concurrency, next: request }, { calls })),
    },
    pace.isQuick ? 1 : Math.min(MOST_ROUNDS, pace.rounds),
  );
}

/** As many calls as fill a turn, at least one for each lane. */
function callsOf(callMs: number, turnMs: number, lanes: number): number {
  return Math.max(1, Math.round(turnMs / callMs / lanes)) * lanes;
}

async function pictureOf(sample: string): Promise<Buffer> {
  const file = fileURLToPath(new URL(`../../../docs/samples/${sample}`, import.meta.url));
  return sharp(file).keepMetadata().jpeg({ quality: 90 }).toBuffer();
}

const rates = (rounds: readonly TurnFigures[]): number[] => rounds.map(({ perSecond }) => perSecond);

function rowOf(name: string, concurrency: number, { loop, server }: Turns): string[] {
  return [
    name,
    String(concurrency),
    figure(median(rates(loop))),
    figure(median(rates(server))),
    ratioWords(ratioOf(rates(server), rates(loop))),
    ...[loop, server].map((rounds) => figure(median(rounds.flatMap(({ times }) => times)))),
    ...[loop, server].map(processorPerCall).map(({ own, children }) => figure(own + children)),
  ];
}

function goalOf(name: string, concurrency: number, { loop, server }: Turns): Goal {
  return {
    what: `${name} to a plain loop, ${concurrency} at a time`,
    bound: 'at least',
    limit: concurrency === 1 ? 0.9 : 1,
    reached: ratioOf(rates(server), rates(loop)).median,
    unit: 'x',
  };
}
