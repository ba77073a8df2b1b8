import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { ask, sample } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { gistOf, readAnswers, talk } from '../support/wire.js';
import { get, post } from './support/request-bytes.js';
import { LIGHT_PLUGINS } from '../support/light-plugins.js';

const png = sample('qr-tiny.png');
const brief = { limits: { memory_mb: 64, max_concurrency: 2, timeout_ms: 60_000 } };
const folder = pluginFolder({
  brisk: {
    manifest: brief,
    code: 'export default { run: () => new Promise((done) => setTimeout(() => done({ ok: true }), 20)) };',
  },
  endless: {
    manifest: brief,
    code: 'export default { run: () => new Promise(() => setInterval(() => undefined, 1000)) };',
  },
});
const analyze = (plugin: string): Buffer => post(`/v1/analyze-execution?plugin=${plugin}`, 'image/png', png);

let server: ServerProcess;
let port: number;

beforeEach(async () => {
  server = await spawnServer({
    ...LIGHT_PLUGINS,
    PLUGIN_PATHS: folder,
    PLUGIN_REQUIRED: 'brisk,endless',
    EXECUTION_QUEUE: '300',
    LOG_LEVEL: 'silent',
  });
  const url = await server.ready();
  port = Number(new URL(url).port);
  await until(async () => (await ask(`${url}/v1/health/ready`)).status === 200);
});
afterEach(() => server.dispose());

/** A connection that collects what comes. */
interface Caller {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  readonly heard: () => (200 | string)[];
}

async function call(): Promise<Caller> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  socket.once('end', () => socket.end());
  return {
    socket,
    closed,
    heard: () => {
      const { answers, rest } = readAnswers(Buffer.concat(chunks), []);
      expect(rest).toHaveLength(0);
      return answers.map(gistOf);
    },
  };
}

async function write({ socket }: Caller, bytes: Buffer): Promise<void> {
  await new Promise((resolve) => socket.write(bytes, resolve));
}

describe('a server that is told to stop', () => {
  it('answers each of 200 requests that were sent, pipelined or kept alive or on connections not looked at', async () => {
    const pipelines = await Promise.all(Array.from({ length: 20 }, call));
    const kept = await Promise.all(Array.from({ length: 50 }, call));
    for (const caller of kept) await write(caller, get('/v1/health/live'));
    await until(() => kept.every(({ heard }) => heard().length === 1));
    const fresh = await Promise.all(Array.from({ length: 50 }, call));
    const pipeline = [analyze('brisk'), get('/'), analyze('brisk'), get('/nonesuch'), get('/v1/plugins')];
    await Promise.all([
      ...pipelines.map((caller) => write(caller, Buffer.concat(pipeline))),
      ...kept.map((caller) => write(caller, analyze('brisk'))),
      ...fresh.map((caller) => write(caller, analyze('brisk'))),
    ]);
    const start = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(performance.now() - start).toBeLessThan(15_000);
    await Promise.all([...pipelines, ...kept, ...fresh].map(({ closed }) => closed));
    const inPipeline = [200, 200, 200, 'ROUTE_NOT_FOUND', 200];
    expect(pipelines.map(({ heard }) => heard())).toEqual(pipelines.map(() => inPipeline));
    expect(kept.map(({ heard }) => heard())).toEqual(kept.map(() => [200, 200]));
    expect(fresh.map(({ heard }) => heard())).toEqual(fresh.map(() => [200]));
  });

  it('takes and answers what comes in its first moments, and tells to go elsewhere', async () => {
    const early = await call();
    server.process.kill('SIGTERM');
    await sleep(100);
    const late = await talk(port, [get('/v1/health/ready')]);
    await write(early, get('/v1/health/ready'));
    await early.closed;
    expect({ late: late.answers.map(gistOf), early: early.heard() }).toEqual({
      late: ['NOT_READY'],
      early: ['NOT_READY'],
    });
    expect(late.answers[0]?.headers.get('connection')).toBe('close');
    expect(await server.ended()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('waits for a body that is on its way', async () => {
    const caller = await call();
    const bytes = analyze('brisk');
    await write(caller, bytes.subarray(0, -20));
    await sleep(50);
    server.process.kill('SIGTERM');
    await sleep(900);
    await write(caller, bytes.subarray(-20));
    await caller.closed;
    expect(caller.heard()).toEqual([200]);
    expect(await server.ended()).toBe(0);
  });

  it('answers also what it cannot finish, and ends within 15 seconds', async () => {
    const caller = await call();
    await write(caller, analyze('endless'));
    await sleep(200);
    const start = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(performance.now() - start).toBeLessThan(15_000);
    await caller.closed;
    expect(caller.heard()).toEqual(['SERVER_STOPPING']);
  });

  it('ends at once when it is told twice', async () => {
    const caller = await call();
    await write(caller, analyze('endless'));
    await sleep(100);
    server.process.kill('SIGTERM');
    await sleep(100);
    const start = performance.now();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(1);
    expect(performance.now() - start).toBeLessThan(5000); // the first signal alone takes twice as long
  });
});
