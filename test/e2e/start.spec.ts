import { tmpdir } from 'node:os';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { ask } from '../support/http.js';
import { runCurl } from '../support/run-curl.js';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { until } from '../support/until.js';
import { LIGHT_PLUGINS } from '../support/light-plugins.js';

const servers: ServerProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function start(...[env, ...where]: Parameters<typeof spawnServer>): Promise<ServerProcess> {
  const server = await spawnServer({ ...LIGHT_PLUGINS, ...env }, ...where);
  servers.push(server);
  return server;
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-start-'));
  folders.push(folder);
  return folder;
}

describe('the server as a process', () => {
  it('says where Swagger UI is, and a curl line that works as printed from any folder', async () => {
    const server = await start();
    const url = await server.ready();
    const { stdout } = server.output;
    expect(stdout).toMatch(/^Gatehouse is ready\. Swagger UI: http:\/\/127\.0\.0\.1:\d+\/docs$/m);
    const curl = /^Try it: (curl .+)$/m.exec(stdout)?.[1] ?? '';
    await until(async () => (await ask(`${url}/v1/plugins/barcode`)).text.includes('INITIALIZED'));
    expect(await runCurl(curl, tmpdir())).toMatchObject({
      status: 200,
      json: { plugin: 'barcode', result: { codes: [{ text: 'GATEHOUSE' }] } },
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends by itself on %s, with nothing left behind',
    async (signal) => {
      const server = await start();
      const url = await server.ready();
      server.process.kill(signal);
      expect([0, signal]).toContain(await server.ended());
      await expect(fetch(url)).rejects.toThrow();
      expect(server.output.stderr).toBe('');
    },
  );

  it('names every bad setting, and does not start', async () => {
    const server = await start({ PORT: 'eighty', HOST: 'http://localhost', LOG_LEVEL: 'loud' });
    expect(await server.ended()).toBe(1);
    const { stderr } = server.output;
    expect(stderr).toContain('PORT is "eighty"; it may be a whole number from 0 to 65535.');
    expect(stderr).toContain('HOST is "http://localhost"; it may be an IP address or a host name.');
    expect(stderr).toContain('LOG_LEVEL is "loud"; it may be one of');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('says that its port is in use, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // it listens on a port
    const server = await start({ PORT: String(port) });
    expect(await server.ended()).toBe(1);
    expect(server.output.stderr).toBe(
      `Gatehouse cannot start: port ${port} of 127.0.0.1 is in use. Stop what uses it, or set PORT to another (0 takes a free one).\n`,
    );
    other.close();
    await once(other, 'close');
  });

  it('refuses a DATA_DIR that another server has, in a sentence', async () => {
    const DATA_DIR = await newFolder();
    await (await start({ DATA_DIR })).ready();
    const second = await start({ DATA_DIR });
    expect(await second.ended()).toBe(1);
    expect(second.output).toEqual({
      stdout: '',
      stderr:
        'Gatehouse cannot start with these settings:\n' +
        `  DATA_DIR is "${DATA_DIR}"; another server is using it. Stop that server first, or set DATA_DIR to another folder.\n`,
    });
  });

  it('reads .env of the folder it is started in', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, '.env'), 'LOG_LEVEL=shout\n');
    const server = await start({}, folder);
    expect(await server.ended()).toBe(1);
    expect(server.output.stderr).toContain('LOG_LEVEL is "shout"');
  });
});
