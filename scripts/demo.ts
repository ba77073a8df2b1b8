import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoCalls, missingCalls, type DemoCall } from './demo/expectations.ts';
import { summarise } from './demo/summarise.ts';
import { table } from './demo/table.ts';
import { spawnServer } from './support/server-process.ts';

/*
 * Every plugin that ships, on every picture of docs/samples. What has boxes in a picture that it is made for is drawn,
 * into docs/samples/out or the folder that is named: `npm run demo -- FOLDER`.
 */

const SAMPLES = new URL('../docs/samples/', import.meta.url);
const OUT = process.argv[2] ?? fileURLToPath(new URL('out/', SAMPLES));

/** The parts of an answer that the table shows. */
interface Answer {
  readonly result?: Readonly<Record<string, unknown>>;
  readonly execution_time_ms?: number;
  readonly rendered?: string;
  readonly error?: { readonly message: string };
}

interface Row {
  readonly call: DemoCall;
  readonly summary: string;
  readonly milliseconds: string;
  readonly isRight: boolean;
}

/** Those whose results can be drawn. */
async function drawablePlugins(url: string, plugins: readonly string[]): Promise<ReadonlySet<string>> {
  const manifests = await Promise.all(
    plugins.map(async (name) => (await fetch(`${url}/v1/plugins/${name}/manifest`)).text()),
  );
  return new Set(plugins.filter((_, index) => manifests[index]?.includes('"x-gatehouse-box":true')));
}

/** The plugins that ship, once each of them is started or has failed to. */
async function startedPlugins(url: string): Promise<string[]> {
  for (;;) {
    const plugins = (await (await fetch(`${url}/v1/plugins`)).json()) as { name: string; state: string }[]; // as /openapi.json says
    if (plugins.every(({ state }) => state !== 'LOADED')) return plugins.map(({ name }) => name);
    await sleep(50);
  }
}

async function send(url: string, call: DemoCall, isDrawn: boolean): Promise<Row> {
  const response = await fetch(
    `${url}/v1/analyze-execution?plugin=${call.plugin}&render=${String(isDrawn)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'image/*' },
      body: readFileSync(new URL(call.sample, SAMPLES)),
    },
  );
  const { result, execution_time_ms: time, rendered, error } = (await response.json()) as Answer; // as /openapi.json says
  if (rendered !== undefined) keep(call, rendered);
  return {
    call,
    summary: result === undefined ? `refused: ${error?.message ?? ''}` : summarise(call.plugin, result),
    milliseconds: time === undefined ? '' : time.toFixed(0),
    isRight: result !== undefined && (call.expected?.test(JSON.stringify(result)) ?? true),
  };
}

function keep({ sample, plugin }: DemoCall, rendered: string): void {
  mkdirSync(OUT, { recursive: true });
  const name = `${sample.replace(/\.\w+$/, '')}.${plugin}.jpg`;
  writeFileSync(join(OUT, name), Buffer.from(rendered.slice(rendered.indexOf(',') + 1), 'base64'));
}

async function sendAll(url: string): Promise<Row[]> {
  const samples = readdirSync(SAMPLES)
    .filter((name) => /\.(png|jpe?g|webp|gif|tiff?|avif)$/.test(name))
    .sort();
  const plugins = await startedPlugins(url);
  const drawable = await drawablePlugins(url, plugins);
  const calls = demoCalls(samples, plugins);
  const rows: Row[] = [];
  for (const [index, call] of calls.entries()) {
    process.stdout.write(`[${index + 1}/${calls.length}] ${call.sample} to ${call.plugin} … `);
    const row = await send(url, call, call.expected !== null && drawable.has(call.plugin));
    process.stdout.write(`${row.isRight ? 'done' : 'NOT AS EXPECTED'}\n`);
    rows.push(row);
  }
  return rows;
}

function report(rows: readonly Row[]): number {
  const cells = rows.map(({ call, summary, milliseconds, isRight }) => [
    call.sample,
    call.plugin,
    isRight ? summary : `NOT AS EXPECTED: ${summary}`,
    milliseconds,
  ]);
  process.stdout.write(`\n${table(['sample', 'plugin', 'result', 'ms'], cells)}\n\n`);
  const missing = missingCalls(rows.map(({ call }) => call));
  for (const what of missing) process.stdout.write(`Missing: ${what}\n`);
  const wrong = rows.filter(({ isRight }) => !isRight).length + missing.length;
  process.stdout.write(wrong === 0 ? `All ${rows.length} as expected.\n` : `${wrong} not as expected.\n`);
  return wrong === 0 ? 0 : 1;
}

process.stdout.write('Starting the server … ');
const server = await spawnServer({ LOG_LEVEL: 'error' });
try {
  const url = await server.ready();
  process.stdout.write(`it listens at ${url}\n`);
  process.exitCode = report(await sendAll(url));
} finally {
  server.process.kill('SIGTERM');
  await server.ended();
  await server.dispose();
}
