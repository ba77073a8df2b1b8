import { readFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile, chmod } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { table } from '../demo/table.ts';
import { spawnServer } from '../support/server-process.ts';
import { quantile } from './measure.ts';
import { jpegOf } from './picture.ts';

/*
 * What happens at five times what the server can do: how long refusals take, whether admitted requests keep their
 * speed, and whether memory grows. First it finds what it can do; then calls come at five times that pace, whether or
 * not earlier ones are answered.
 */

const PICTURE_BYTES = 100 * 1024;
const WORK_MS = 40;
const SECONDS = 8;
const FACTOR = 5;
const SETTINGS = {
  EXECUTION_MAX_IN_FLIGHT: '5',
  EXECUTION_QUEUE: '8',
  EXECUTION_MAX_BYTES: String(2 * 1024 * 1024),
};

interface Load {
  readonly admitted: number[];
  readonly refused: number[];
  readonly memory: number[];
}

const agent = new Agent({ keepAlive: true });

/** A plugin that waits: what is measured is the server, not the work. */
async function writePlugin(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'gatehouse-overload-'));
  const folder = join(parent, 'waits');
  await chmod(parent, 0o755); // a plugin's process may run as another user
  await mkdir(folder);
  await writeFile(
    join(folder, 'plugin.json'),
    JSON.stringify({
      name: 'waits',
      version: '1.0.0',
      description: 'Waits',
      entry: 'index.js',
      limits: { max_concurrency: 4 },
    }),
  );
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'index.js'),
    `export default { run: () => new Promise((done) => setTimeout(() => done({ ok: true }), ${WORK_MS})) };`,
  );
  return parent;
}

async function call(url: string, body: Buffer, { admitted, refused }: Load): Promise<void> {
  const start = performance.now();
  const sent = request(`${url}/v1/analyze-execution?plugin=waits`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'image/jpeg', 'content-length': body.length },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]; // as node:http documents it
  const said = await text(answer);
  const took = performance.now() - start;
  if (answer.statusCode === 200) admitted.push(took);
  else if (said.includes('"QUEUE_FULL"')) refused.push(took);
  else throw new Error(`${String(answer.statusCode)}: ${said}`);
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Calls at a steady pace for some seconds, and waits for all of them. */
async function apply(aSecond: number, url: string, pid: number, body: Buffer): Promise<Load> {
  const load: Load = { admitted: [], refused: [], memory: [] };
  const calls: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; performance.now() - start < SECONDS * 1000;) {
    const due = Math.floor(((performance.now() - start) / 1000) * aSecond);
    for (; count < due; count++) calls.push(call(url, body, load));
    load.memory.push(residentMb(pid));
    await sleep(10);
  }
  await Promise.all(calls);
  return load;
}

/** How many calls a second the server answers when four come at once, always. */
async function capacityOf(url: string, body: Buffer): Promise<number> {
  const load: Load = { admitted: [], refused: [], memory: [] };
  const start = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() - start < SECONDS * 500) await call(url, body, load);
  };
  await Promise.all([work(), work(), work(), work()]);
  return load.admitted.length / ((performance.now() - start) / 1000);
}

function rowOf(name: string, { admitted, refused, memory }: Load): string[] {
  const at = (values: readonly number[], part: number): string => quantile(values, part).toFixed(0);
  return [
    name,
    String(admitted.length),
    `${at(admitted, 0.5)} / ${at(admitted, 0.95)}`,
    String(refused.length),
    refused.length === 0 ? '-' : `${at(refused, 0.5)} / ${at(refused, 0.95)} / ${at(refused, 0.99)}`,
    `${at(memory, 0.1)} / ${at(memory, 1)}`,
  ];
}

const plugins = await writePlugin();
const server = await spawnServer({ PLUGIN_PATHS: plugins, LOG_LEVEL: 'silent', ...SETTINGS });
try {
  const url = await server.ready();
  const pid = server.process.pid ?? 0;
  const body = await jpegOf(PICTURE_BYTES);
  await capacityOf(url, body); // warm
  const capacity = await capacityOf(url, body);
  const rows = [
    rowOf('0.8 x', await apply(capacity * 0.8, url, pid, body)),
    rowOf(`${FACTOR} x`, await apply(capacity * FACTOR, url, pid, body)),
    rowOf('0.8 x', await apply(capacity * 0.8, url, pid, body)),
  ];
  process.stdout.write(
    `${(body.length / 1024).toFixed(0)} KB JPEG, a plugin of ${WORK_MS} ms in 4 processes: ${capacity.toFixed(0)} calls a second\n\n`,
  );
  const head = ['load', 'admitted', 'p50 / p95 ms', 'refused', 'p50 / p95 / p99 ms', 'RSS MB p10 / max'];
  process.stdout.write(`${table(head, rows)}\n`);
} finally {
  agent.destroy();
  server.process.kill('SIGTERM');
  await server.ended();
  await server.dispose();
  await rm(plugins, { recursive: true, force: true });
}
