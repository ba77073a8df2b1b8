import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { table } from '../demo/table.ts';
import { spawnServer } from '../support/server-process.ts';
import { benchBodies, type BenchBody } from './bodies.ts';
import { closeConnections, quantile, timeOf } from './measure.ts';
import { jpegOf } from './picture.ts';

/*
 * What the gate costs: an empty plugin with a 100 KB picture, one call at a time, beside the same bodies posted to a
 * bare Nest route. Both run in one go and take turns, so that whatever else the machine does falls on both.
 */

const PICTURE_BYTES = 100 * 1024;
const WARM_UP = 50;
const ROUNDS = 20;
const CALLS_A_ROUND = 25;

const PLUGINS = fileURLToPath(new URL('../../test/fixtures/plugins', import.meta.url));
const BARE = fileURLToPath(new URL('./bare-server.mjs', import.meta.url));

interface Target {
  readonly name: string;
  readonly url: string;
  readonly times: number[];
}

async function measure(targets: readonly Target[], body: BenchBody): Promise<void> {
  for (const { url } of targets) for (let call = 0; call < WARM_UP; call++) await timeOf(url, body);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { url, times } of targets) {
      for (let call = 0; call < CALLS_A_ROUND; call++) times.push(await timeOf(url, body));
    }
  }
}

async function compare(form: BenchBody, bareUrl: string, governedUrl: string): Promise<string[]> {
  const bare: Target = { name: 'bare', url: bareUrl, times: [] };
  const governed: Target = { name: 'governed', url: governedUrl, times: [] };
  await measure([bare, governed], form);
  const medians = [bare, governed].map(({ times }) => quantile(times, 0.5));
  const [bareMedian = Number.NaN, governedMedian = Number.NaN] = medians;
  return [
    form.form,
    bareMedian.toFixed(2),
    governedMedian.toFixed(2),
    quantile(governed.times, 0.95).toFixed(2),
    (governedMedian - bareMedian).toFixed(2),
    `${(governedMedian / bareMedian).toFixed(1)} x`,
  ];
}

const bare = spawn(process.execPath, [BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
const server = await spawnServer({ PLUGIN_PATHS: PLUGINS, LOG_LEVEL: 'warn' });
try {
  const [line] = (await once(bare.stdout, 'data')) as [Buffer]; // the first thing it says is its URL
  const governedUrl = `${await server.ready()}/v1/analyze-execution`;
  const picture = await jpegOf(PICTURE_BYTES);
  const rows: string[][] = [];
  for (const form of await benchBodies('empty', picture)) {
    process.stderr.write(`${form.form} …\n`); // not into a piped table
    rows.push(await compare(form, `${line.toString().trim()}/analyze`, governedUrl));
  }
  process.stdout.write(
    `${(picture.length / 1024).toFixed(0)} KB JPEG, ${ROUNDS * CALLS_A_ROUND} calls each, one at a time; ms\n\n`,
  );
  process.stdout.write(
    `${table(['body', 'bare p50', 'governed p50', 'governed p95', 'added', 'ratio'], rows)}\n`,
  );
} finally {
  closeConnections();
  bare.kill();
  server.process.kill('SIGTERM');
  await server.ended();
  await server.dispose();
}
