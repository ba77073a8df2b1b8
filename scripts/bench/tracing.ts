import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { table } from '../demo/table.ts';
import { spawnServer, type ServerProcess } from '../support/server-process.ts';
import { inSpan } from '../../libs/execution/dist/tracing/in-span.js';
import { GateSpan } from '../../libs/execution/dist/tracing/gate-span.js';
import { benchBodies, type BenchBody } from './bodies.ts';
import { closeConnections, quantile, timeOf } from './measure.ts';
import { jpegOf } from './picture.ts';

/*
 * What traces cost: an empty plugin with a 100 KB picture, one call at a time, on a server that sends none beside one
 * that sends all of them. And what the spans of a call cost by themselves where none are sent, which is too little to
 * be seen in a call.
 */

const PICTURE_BYTES = 100 * 1024;
const WARM_UP = 50;
const ROUNDS = 20;
const CALLS_A_ROUND = 25;
const SPAN_ROUNDS = 200_000;

const PLUGINS = fileURLToPath(new URL('../../test/fixtures/plugins', import.meta.url));

/** As many spans as a call has, around nothing; microseconds of one call's. */
async function spansAlone(isTraced: boolean): Promise<number> {
  const control = { jobId: 'job', requestId: 'request' };
  const nothing = (): Promise<void> => Promise.resolve();
  const start = performance.now();
  for (let n = 0; n < SPAN_ROUNDS; n++) {
    for (let layer = 0; layer < 4; layer++) {
      await (isTraced ? inSpan('layer', { plugin: 'empty', ...control }, nothing) : nothing());
    }
    if (!isTraced) continue;
    const gate = new GateSpan('empty', control);
    gate.enter('validate input');
    gate.version('1.0.0');
    gate.enter('decode image');
    gate.enter('wait for process');
    gate.startedBy(control).onStart?.();
    gate.enter('validate output');
    gate.end();
  }
  return ((performance.now() - start) * 1000) / SPAN_ROUNDS;
}

async function measure(urls: readonly string[], body: BenchBody): Promise<number[]> {
  const times = urls.map((): number[] => []);
  for (const url of urls) for (let call = 0; call < WARM_UP; call++) await timeOf(url, body);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, url] of urls.entries()) {
      for (let call = 0; call < CALLS_A_ROUND; call++) times[at]?.push(await timeOf(url, body));
    }
  }
  return times.map((own) => quantile(own, 0.5));
}

const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end());
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
const { port } = collector.address() as AddressInfo; // it listens on TCP

const common = { PLUGIN_PATHS: PLUGINS, LOG_LEVEL: 'warn' };
const servers: ServerProcess[] = [
  await spawnServer(common),
  await spawnServer({ ...common, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }),
];
try {
  const urls = await Promise.all(servers.map(async (one) => `${await one.ready()}/v1/analyze-execution`));
  const [body] = await benchBodies('empty', await jpegOf(PICTURE_BYTES));
  if (body === undefined) throw new Error('there is no body to send');
  const [off = Number.NaN, on = Number.NaN] = await measure(urls, body);
  await spansAlone(true);
  const spans = (await spansAlone(true)) - (await spansAlone(false));
  const rows = [
    ['no collector', off.toFixed(2), '1.00 x', `${spans.toFixed(2)} (${((spans / off) * 0.1).toFixed(2)} %)`],
    ['every call traced', on.toFixed(2), `${(on / off).toFixed(2)} x`, ''],
  ];
  process.stdout.write(`${table(['traces', 'p50 ms', 'beside none', 'spans alone, µs a call'], rows)}\n`);
} finally {
  closeConnections();
  collector.close();
  collector.closeAllConnections();
  await Promise.all(servers.map((one) => one.dispose()));
}
