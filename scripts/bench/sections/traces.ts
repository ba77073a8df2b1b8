import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyLoad } from '../measure/load.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { takeTurns } from '../measure/take-turns.ts';
import type { SectionResult } from '../report/section-result.ts';
import { figure, ratioWords } from '../report/words.ts';
import { freshBody } from '../targets/bodies.ts';
import { EMPTY_PLUGIN_ALONE } from '../targets/empty-plugin.ts';
import { photographOfBytes } from '../targets/picture.ts';
import { startServer } from '../targets/started-server.ts';
import { withOpen, type Closable } from '../targets/with-open.ts';
import type { Bench } from './section.ts';

const PICTURE_BYTES = 100 * 1024;

/** What traces of every call cost. */
export async function traces({ pace, tell }: Bench): Promise<SectionResult> {
  return withOpen(async (keep) => {
    const collector = keep(await startCollector());
    const without = keep(await startServer(EMPTY_PLUGIN_ALONE));
    const traced = keep(
      await startServer({ ...EMPTY_PLUGIN_ALONE, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }),
    );
    tell('calls, traced and not');
    const picture = await photographOfBytes(PICTURE_BYTES);
    const turn = (url: string) => {
      const { query, headers, next: bodyOf } = freshBody('empty', picture);
      const target = `/v1/analyze-execution${query}`;
      const next = () => ({ method: 'POST', target, headers, body: bodyOf() }) as const;
      return async () => median((await applyLoad({ url, concurrency: 1, next }, { ms: pace.roundMs })).times);
    };
    const turns = await takeTurns({ without: turn(without.url), traced: turn(traced.url) }, pace.rounds);
    const rows = [
      ['no collector', figure(median(turns.without)), ''],
      ['every call traced', figure(median(turns.traced)), ratioWords(ratioOf(turns.traced, turns.without))],
    ];
    const head = ['traces', 'p50', 'to none, less is better'];
    return {
      tables: [{ caption: 'p50 in ms, raw body of 100 KB, one call at a time', head, rows }],
      goals: [],
    };
  });
}

/** Takes whatever it is sent. */
async function startCollector(): Promise<Closable & { readonly url: string }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
