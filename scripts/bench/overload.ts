import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { table } from '../demo/table.ts';
import { spawnServer } from '../support/server-process.ts';
import { quantile } from './measure/statistics.ts';
import { jpegOf } from './targets/picture.ts';
import { writeWaitingPlugin } from './targets/waiting-plugin.ts';

/*
 * What happens at five times what the server can do: how long refusals take, whether admitted requests keep their
 * speed, and whether memory grows. First it finds what it can do; then calls come at five times that pace, whether or
 * not earlier ones are answered.
 *
 * The client shares the machine: its own event-loop delay stands beside, and times below twice that say nothing of the
 * server. What compares are the ratios to the load before.
 */

const PICTURE_BYTES = 100 * 1024;
const WORK_MS = 40;
/** Of each load; a longer one shows better whether memory stays flat: `npm run bench:overload -- 30`. */
const SECONDS = Number(process.argv[2] ?? 8);
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
  /** Of this process, milliseconds: what the client adds to every time it takes. */
  delayMs: number;
}

const agent = new Agent({ keepAlive: true });

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
  const load: Load = { admitted: [], refused: [], memory: [], delayMs: 0 };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const calls: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; performance.now() - start < SECONDS * 1000;) {
    const due = Math.floor(((performance.now() - start) / 1000) * aSecond);
    for (; count < due; count++) calls.push(call(url, body, load));
    load.memory.push(residentMb(pid));
    await sleep(10);
  }
  await Promise.all(calls);
  delay.disable();
  load.delayMs = delay.percentile(99) / 1e6;
  return load;
}

/** How many calls a second the server answers when four come at once, always. */
async function capacityOf(url: string, body: Buffer): Promise<number> {
  const load: Load = { admitted: [], refused: [], memory: [], delayMs: 0 };
  const start = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() - start < SECONDS * 500) await call(url, body, load);
  };
  await Promise.all([work(), work(), work(), work()]);
  return load.admitted.length / ((performance.now() - start) / 1000);
}

function highestOfQuarters(memory: readonly number[]): string[] {
  const quarter = Math.ceil(memory.length / 4);
  return [0, 1, 2, 3].map((at) => Math.max(...memory.slice(at * quarter, (at + 1) * quarter)).toFixed(0));
}

function rowOf(name: string, { admitted, refused, memory, delayMs }: Load, before: Load): string[] {
  const at = (values: readonly number[], part: number): string => quantile(values, part).toFixed(0);
  return [
    name,
    String(admitted.length),
    `${at(admitted, 0.5)} / ${at(admitted, 0.95)}`,
    (quantile(admitted, 0.5) / quantile(before.admitted, 0.5)).toFixed(2),
    String(refused.length),
    refused.length === 0 ? '-' : `${at(refused, 0.5)} / ${at(refused, 0.95)} / ${at(refused, 0.99)}`,
    refused.length === 0
      ? '-'
      : `${((100 * refused.filter((ms) => ms < 50).length) / refused.length).toFixed(0)} %`,
    highestOfQuarters(memory).join(' / '),
    delayMs.toFixed(0),
  ];
}

const plugins = await writeWaitingPlugin(WORK_MS, 4);
const server = await spawnServer({ PLUGIN_PATHS: plugins.path, LOG_LEVEL: 'silent', ...SETTINGS });
try {
  const url = await server.ready();
  const pid = server.process.pid ?? 0;
  const body = await jpegOf(PICTURE_BYTES);
  await capacityOf(url, body); // warm
  const capacity = await capacityOf(url, body);
  const before = await apply(capacity * 0.8, url, pid, body);
  const rows = [
    rowOf('0.8 x', before, before),
    rowOf(`${FACTOR} x`, await apply(capacity * FACTOR, url, pid, body), before),
    rowOf('0.8 x', await apply(capacity * 0.8, url, pid, body), before),
  ];
  process.stdout.write(
    `${(body.length / 1024).toFixed(0)} KB JPEG, a plugin of ${WORK_MS} ms in 4 processes: ${capacity.toFixed(0)} calls a second\n\n`,
  );
  const head = [
    'load',
    'admitted',
    'p50 / p95 ms',
    'p50 to before',
    'refused',
    'p50 / p95 / p99 ms',
    'below 50 ms',
    'RSS MB, highest of each quarter',
    'client delay p99 ms',
  ];
  process.stdout.write(`${table(head, rows)}\n`);
} finally {
  agent.destroy();
  server.process.kill('SIGTERM');
  await server.ended();
  await server.dispose();
  await plugins.close();
}
