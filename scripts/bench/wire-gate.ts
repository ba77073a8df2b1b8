import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { table } from '../demo/table.ts';
import type { BenchBody } from './bodies.ts';
import { closeConnections, quantile, timeOf } from './measure.ts';

/*
 * What the edge costs: one small Express route on Node's own server and on an edge server, one call at a time. Both run
 * in one go and take turns, so that whatever else the machine does falls on both.
 */

const WARM_UP = 500;
const ROUNDS = 40;
const CALLS_A_ROUND = 100;

const SERVER = fileURLToPath(new URL('./small-server.mjs', import.meta.url));

interface Target {
  readonly process: ChildProcess;
  readonly url: string;
}

async function start(kind: 'edge' | 'node'): Promise<Target> {
  const child = spawn(process.execPath, [SERVER, kind], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer]; // the first thing it says is its URL
  return { process: child, url: line.toString().trim() };
}

function bodyOf(bytes: number): BenchBody {
  const body = Buffer.alloc(bytes, 'x');
  return { form: `${bytes} bytes`, query: '', headers: { 'content-type': 'image/jpeg' }, next: () => body };
}

async function compare(targets: readonly Target[], body: BenchBody): Promise<string[]> {
  const times = targets.map((): number[] => []);
  for (const { url } of targets) for (let call = 0; call < WARM_UP; call++) await timeOf(url, body);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { url }] of targets.entries()) {
      for (let call = 0; call < CALLS_A_ROUND; call++) times[index]?.push(await timeOf(url, body));
    }
  }
  const [without = Number.NaN, withGate = Number.NaN] = times.map((all) => quantile(all, 0.5));
  const added = ((withGate - without) * 1000).toFixed(0);
  return [body.form, without.toFixed(3), withGate.toFixed(3), added, `${(withGate / without).toFixed(2)} x`];
}

const targets = [await start('node'), await start('edge')];
try {
  const rows: string[][] = [];
  for (const bytes of [2, 100 * 1024]) rows.push(await compare(targets, bodyOf(bytes)));
  process.stdout.write(`${ROUNDS * CALLS_A_ROUND} calls each, one at a time; medians in ms, added in µs\n\n`);
  process.stdout.write(`${table(['body', 'without', 'with', 'added', 'ratio'], rows)}\n`);
} finally {
  closeConnections();
  for (const { process: child } of targets) child.kill();
}
