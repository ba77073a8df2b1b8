import { setTimeout as sleep } from 'node:timers/promises';
import { applyLoad, type Load } from '../measure/load.ts';
import { readTreeMemory, type TreeMemory } from '../measure/process-tree.ts';
import { median } from '../measure/statistics.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure } from '../report/words.ts';
import { freshBody } from '../targets/bodies.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { pluginsReady } from '../targets/plugins-ready.ts';
import { startProgram } from '../targets/started-program.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const PICTURE_BYTES = 100 * 1024;
const CONCURRENCY = 8;
const PLUGINS = ['barcode', 'metadata', 'quality', 'palette'];
/** Milliseconds of rest before the idle figure and after the load, and of load. */
const FULL = { restMs: 8000, loadMs: 15_000 };
const QUICK = { restMs: 500, loadMs: 1000 };
const LOOK_MS = 100;

/** What is measured of one program. */
interface Phases {
  readonly idle: TreeMemory;
  /** The sample of the load with the most memory of the process itself. */
  readonly load: TreeMemory;
  readonly after: TreeMemory;
}

/** How much memory the server and its processes take. */
export async function memory({ pace, tell }: Bench): Promise<SectionResult> {
  const times = pace.isQuick ? QUICK : FULL;
  const picture = await photographOfBytes(PICTURE_BYTES);
  const nest = await withOpen(async (keep) => {
    tell('the Nest route');
    const program = keep(await startProgram('bare-nest.mjs'));
    return phasesOf(program.pid, loadOf(program.url, '/analyze', ['none'], picture), times);
  });
  const server = await withOpen(async (keep) => {
    tell('the server');
    const program = keep(await startServer({}));
    await pluginsReady(program.url);
    return phasesOf(program.pid, loadOf(program.url, '/v1/analyze-execution', PLUGINS, picture), times);
  });
  const head = [
    'MB',
    'Nest',
    'Gatehouse, the server',
    'to Nest',
    'its processes',
    'resident',
    'proportional',
  ];
  const rows = (['idle', 'load', 'after'] as const).map((phase) => rowOf(phase, nest[phase], server[phase]));
  const caption = `Before, at the most of and ${times.restMs / 1000} s after ${times.loadMs / 1000} s of ${CONCURRENCY} pictures at a time`;
  return {
    tables: [{ caption, head, rows }],
    goals: [
      {
        what: 'the server process, idle',
        bound: 'at most',
        limit: 150,
        reached: server.idle.own,
        unit: 'MB',
      },
    ],
  };
}

function loadOf(url: string, path: string, plugins: readonly string[], picture: Buffer): Load {
  const bodies = plugins.map((plugin) => freshBody(plugin, picture));
  let count = 0;
  const next: Load['next'] = () => {
    const { query = '', headers = {}, next: body } = bodies[count++ % bodies.length] ?? {};
    return { method: 'POST', target: `${path}${query}`, headers, body: body?.() ?? [] };
  };
  return { url, concurrency: CONCURRENCY, next };
}

async function phasesOf(pid: number, load: Load, { restMs, loadMs }: typeof FULL): Promise<Phases> {
  await sleep(restMs);
  const idle = readTreeMemory(pid);
  const samples: TreeMemory[] = [];
  const look = setInterval(() => samples.push(readTreeMemory(pid)), LOOK_MS);
  await applyLoad(load, { ms: loadMs });
  clearInterval(look);
  const highest = samples.toSorted((a, b) => b.own - a.own)[0] ?? idle;
  const most = (of: (sample: TreeMemory) => number): number => Math.max(0, ...samples.map(of));
  const loaded: TreeMemory = {
    own: highest.own,
    children: median(samples.map((sample) => sample.children)),
    childrenResident: most((sample) => sample.childrenResident),
    childrenProportional: most((sample) => sample.childrenProportional),
  };
  await sleep(restMs);
  return { idle, load: loaded, after: readTreeMemory(pid) };
}

function rowOf(phase: string, nest: TreeMemory, server: TreeMemory): string[] {
  return [
    phase,
    figure(nest.own),
    figure(server.own),
    figure(server.own / nest.own),
    figure(server.children).replace(/\.0+$/, ''),
    figure(server.childrenResident),
    figure(server.childrenProportional),
  ];
}
