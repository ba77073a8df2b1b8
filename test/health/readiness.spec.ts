import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { STEERED } from '../execution/support/steered-plugin.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson, sample, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startPostgres } from '../support/postgres.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

/** Of the two seconds that are promised, a busy machine may make more; without the promise it is thirty. */
const SOON_MS = 10_000;

const plugins = pluginFolder({ steered: STEERED });
const image = sample('qr-tiny.png').toString('base64');
const processes: ServerProcess[] = [];
const servers: RunningServer[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.dispose()));
  await Promise.all(servers.splice(0).map((one) => one.close()));
});

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-readiness-'));
  folders.push(folder);
  return folder;
}

const ready = (url: string): Promise<Answer> => ask(`${url}/v1/health/ready`);

/** Waits until readiness is so, and says how long that took. */
async function becomes(url: string, isReady: boolean): Promise<void> {
  const start = performance.now();
  await until(async () => ((await ready(url)).status === 200) === isReady);
  const took = performance.now() - start;
  process.stdout.write(`${isReady ? 'ready again' : 'not ready'} after ${took.toFixed(0)} ms\n`);
  expect(took).toBeLessThan(SOON_MS);
}

/** What a server's log says of its readiness. */
function saidOf({ output }: ServerProcess): readonly string[] {
  const lines = output.stdout.split('\n').filter((line) => /not ready|ready again|NOT_READY/.test(line));
  expect(lines.filter((line) => /traceback|\bat \S+ \(/.test(line))).toEqual([]);
  return lines.map((line) => String((JSON.parse(line) as { msg: unknown }).msg)); // as the log is
}

async function start(env: Parameters<typeof startServer>[0]): Promise<RunningServer> {
  const server = await startServer(env);
  servers.push(server);
  return server;
}

/** A server whose DATA_DIR is a disk of its own, of a few megabytes. */
async function startOnSmallDisk(): Promise<{ server: ServerProcess; url: string; disk: string }> {
  const dataDir = newFolder();
  const mount = `mount -t tmpfs -o size=16m tmpfs '${dataDir}' && exec "$@"`;
  const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
  const wrapper = ['unshare', ...namespace, 'sh', '-c', mount, 'sh'];
  const server = await spawnServer(
    { DATA_DIR: dataDir, PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'steered' },
    undefined,
    wrapper,
  );
  processes.push(server);
  const url = await server.ready();
  return { server, url, disk: `/proc/${server.process.pid ?? 0}/root${dataDir}` };
}

function fill(disk: string): void {
  for (const size of [1024 * 1024, 4096]) {
    try {
      for (let n = 0; ; n++) writeFileSync(join(disk, `filler-${size}-${n}`), Buffer.alloc(size));
    } catch (thrown) {
      expect(String(thrown)).toContain('ENOSPC');
    }
  }
}

function makeRoom(disk: string): void {
  for (let n = 0; n < 16; n++) rmSync(join(disk, `filler-${1024 * 1024}-${n}`), { force: true });
}

describe('readiness', () => {
  it('goes when the disk is full and nothing can be submitted, and comes back with room', async () => {
    const { server, url, disk } = await startOnSmallDisk();
    await becomes(url, true);
    fill(disk);
    await becomes(url, false);
    expectEnvelope(await ready(url), 'NOT_READY');
    const body = { plugin: 'steered', image };
    expectEnvelope(await postJson(`${url}/v1/analyze-execution/async`, body), 'STORE_UNAVAILABLE');
    makeRoom(disk);
    await becomes(url, true);
    expect((await postJson(`${url}/v1/analyze-execution/async`, body)).status).toBe(200);
    expect(saidOf(server)).toEqual(['the server is not ready', 'the server is ready again']);
  }, 60_000);

  it('goes when DATA_DIR is not where it was, and comes back with it', async () => {
    const dataDir = join(newFolder(), 'data');
    mkdirSync(dataDir);
    const server = await start({ DATA_DIR: dataDir, PLUGIN_ONLY: 'none' });
    await becomes(server.url, true);
    renameSync(dataDir, `${dataDir}-away`);
    await becomes(server.url, false);
    renameSync(`${dataDir}-away`, dataDir);
    await becomes(server.url, true);
  }, 60_000);

  it('goes when a required plugin is out of service, and comes back when it is mended', async () => {
    const env = { PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'steered', PLUGIN_REQUIRED: 'steered' };
    const server = await start(env);
    const client = new AnalysisClient(server.url);
    await client.started(['steered']);
    await becomes(server.url, true);
    for (let n = 0; n < 3; n++)
      await client.analyze('steered', Buffer.from(image, 'base64'), { act: 'exit' });
    await becomes(server.url, false);
    expect((await ready(server.url)).text).toContain('required plugins that cannot work: steered');
    expect((await ask(`${server.url}/v1/plugins/steered/reload`, { method: 'POST' })).status).toBe(200);
    await becomes(server.url, true);
  }, 60_000);

  it('goes when the database is stopped, or does not answer any more, and comes back with it', async () => {
    const postgres = await startPostgres();
    const server = await start({
      DATABASE_URL: await postgres.createDatabase(),
      PLUGIN_ONLY: 'none',
    });
    await becomes(server.url, true);
    await postgres.stop('at once');
    await becomes(server.url, false);
    await postgres.start();
    await becomes(server.url, true);
    postgres.freeze(true);
    await becomes(server.url, false);
    postgres.freeze(false);
    await becomes(server.url, true);
  }, 90_000);
});
