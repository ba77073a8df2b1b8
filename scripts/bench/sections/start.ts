import { spawnServer } from '../../support/server-process.ts';
import { timeOf } from '../measure/repeat.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { getJson } from '../targets/http-json.ts';
import { pluginsReady } from '../targets/plugins-ready.ts';
import { startProgram } from '../targets/started-program.ts';
import type { Bench } from './section.ts';

/** Milliseconds from the start of the process. */
interface Start {
  readonly ready: number;
  readonly allPlugins: number;
}

/** How long a start takes. */
export async function start({ pace, tell }: Bench): Promise<SectionResult> {
  tell('starts');
  const { nest, server } = await takeTurns<'nest' | 'server', Start>(
    { nest: startNest, server: startGatehouse },
    pace.rounds,
  );
  const ready = (starts: readonly Start[]): number[] => starts.map((one) => one.ready);
  const all = server.map(({ allPlugins }) => allPlugins);
  const row = [
    figure(median(ready(nest))),
    figure(median(ready(server))),
    figure(Math.max(...ready(server))),
    ratioWords(ratioOf(ready(server), ready(nest))),
    figure(median(all)),
  ];
  const head = ['Nest', 'Gatehouse', 'the slowest', 'to Nest, less is better', 'every plugin tried'];
  return {
    tables: [{ caption: 'From the start of the process to the first answer, ms', head, rows: [row] }],
    goals: [
      {
        what: 'ready with the plugins that ship',
        bound: 'at most',
        limit: 1000,
        reached: median(ready(server)),
        unit: 'ms',
      },
    ],
  };
}

async function startNest(): Promise<Start> {
  const begun = performance.now();
  const nest = await startProgram('bare-nest.mjs');
  await fetch(nest.url);
  const ready = performance.now() - begun;
  await nest.close();
  return { ready, allPlugins: ready };
}

async function startGatehouse(): Promise<Start> {
  const begun = performance.now();
  const server = await spawnServer({ LOG_LEVEL: 'warn' });
  try {
    const url = await server.ready();
    await getJson(`${url}/v1/health/ready`);
    const ready = performance.now() - begun;
    return { ready, allPlugins: ready + (await timeOf(() => pluginsReady(url))) };
  } finally {
    server.process.kill('SIGTERM');
    await server.ended();
    await server.dispose();
  }
}
