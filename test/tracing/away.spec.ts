import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { JobsClient } from '../jobs-http/support/jobs-client.js';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';

const folder = pluginFolder({ paced: pacedWith() });
const processes: ServerProcess[] = [];

afterAll(async () => {
  await Promise.all(processes.map((one) => one.dispose()));
});

async function startAgainst(collector: string): Promise<{ server: ServerProcess; client: JobsClient }> {
  const server = await spawnServer({
    PLUGIN_PATHS: folder,
    PLUGIN_ONLY: 'paced',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_EXPORTER_OTLP_TIMEOUT: '300',
    OTEL_BSP_SCHEDULE_DELAY: '20',
  });
  processes.push(server);
  return { server, client: new JobsClient(await server.ready()) };
}

async function analyze(client: JobsClient, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    expect((await client.post('', client.item('paced'))).status).toBe(200);
  }
}

const linesOf = ({ output }: ServerProcess): number =>
  output.stdout.split('\n').filter((line) => line.includes('traces cannot be sent')).length;

describe('a collector', () => {
  it('that is not there is told of once; requests are answered, and the server stops in good order', async () => {
    const { server, client } = await startAgainst('http://127.0.0.1:1');
    await analyze(client, 5);
    await until(() => linesOf(server) > 0);
    await analyze(client, 20);
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(linesOf(server)).toBe(1);
    expect(server.output.stderr).toBe('');
  }, 60_000);

  it('that never answers holds nothing up, the end of the server neither', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // it listens on TCP
    const { server, client } = await startAgainst(`http://127.0.0.1:${port}`);
    await analyze(client, 5);
    await until(() => linesOf(server) > 0);
    await analyze(client, 5);
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(linesOf(server)).toBe(1);
    silent.close();
  }, 60_000);
});

/** Has a process name on standard error every module of OpenTelemetry that it loads. */
const TELLING = `
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) => {
      if (url.includes('@opentelemetry/')) process.stderr.write(url + '\\n');
      return next(url, context);
    },
  });
`;

describe('without a collector', () => {
  it('nothing of what sends traces is loaded', async () => {
    const server = await spawnServer({
      PLUGIN_ONLY: 'none',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELLING)}`,
    });
    processes.push(server);
    const answer = await fetch(await server.ready());
    expect(answer.headers.has('traceparent')).toBe(false);
    const loaded = server.output.stderr.matchAll(/@opentelemetry\/[^/]+/g);
    expect(new Set([...loaded].map(([name]) => name))).toEqual(new Set(['@opentelemetry/api']));
  }, 30_000);
});
