import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { revokeKey, type KeyFile } from '@gatehouse/auth';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const servers: RunningServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(file: KeyFile, more: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const server = await startServer({ API_KEYS_FILE: file.path, ...more });
  servers.push(server);
  return server;
}

/** Where it is reached from this machine, also where it listens on every address. */
function plugins(server: RunningServer, key?: string): Promise<Answer> {
  const url = `http://127.0.0.1:${new URL(server.url).port}/v1/plugins`;
  return ask(url, key === undefined ? {} : { headers: { 'x-api-key': key } });
}

async function isRefused(server: RunningServer, key?: string): Promise<boolean> {
  return (await plugins(server, key)).status === 400;
}

describe('a running server', () => {
  it('asks for a key from the moment there is one, and knows each new one', async () => {
    const file = newKeyFile();
    const server = await start(file);
    expect(await plugins(server)).toMatchObject({ status: 200 });
    const first = await addKey(file, 'read');
    await until(() => isRefused(server));
    expect(await plugins(server, first.text)).toMatchObject({ status: 200 });
    const second = await addKey(file, 'read');
    await until(async () => !(await isRefused(server, second.text)));
    expect(await plugins(server, first.text)).toMatchObject({ status: 200 });
  });

  it('refuses a key within moments of its being revoked, and the others not', async () => {
    const file = newKeyFile();
    const [one, other] = [await addKey(file, 'read'), await addKey(file, 'read')];
    const server = await start(file);
    expect(await plugins(server, one.text)).toMatchObject({ status: 200 });
    await revokeKey(file, one.record.id);
    await until(() => isRefused(server, one.text));
    expectEnvelope(await plugins(server, one.text), 'KEY_INVALID');
    expect(await plugins(server, other.text)).toMatchObject({ status: 200 });
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'shuts where its last key is revoked or deleted, listening on %s',
    async (HOST) => {
      const file = newKeyFile();
      const { text, record } = await addKey(file, 'admin');
      const server = await start(file, { HOST });
      expect(await plugins(server, text)).toMatchObject({ status: 200 });
      await revokeKey(file, record.id);
      await until(() => isRefused(server, text));
      expectEnvelope(await plugins(server), 'KEY_MISSING');
      rmSync(file.path);
      await passLook();
      expectEnvelope(await plugins(server), 'KEY_MISSING');
      const again = await addKey(file, 'read');
      await until(async () => !(await isRefused(server, again.text)));
      rmSync(file.path);
      await until(() => isRefused(server, again.text));
      expectEnvelope(await plugins(server), 'KEY_MISSING');
      expect(await ask(`http://127.0.0.1:${new URL(server.url).port}/v1/health/live`)).toMatchObject({
        status: 200,
      });
    },
  );

  it.each([
    [
      'cut short',
      (path: string) => {
        writeFileSync(path, readFileSync(path, 'utf8').slice(0, -10));
      },
    ],
    [
      'a folder',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])('keeps to the keys it knows while the file is %s', async (_, spoil) => {
    const file = newKeyFile();
    const { text, record } = await addKey(file, 'read');
    const good = readFileSync(file.path, 'utf8');
    const server = await start(file);
    spoil(file.path);
    await passLook();
    expect(await plugins(server, text)).toMatchObject({ status: 200 });
    expectEnvelope(await plugins(server), 'KEY_MISSING');
    rmSync(file.path, { recursive: true });
    writeFileSync(file.path, good);
    await revokeKey(file, record.id);
    await until(() => isRefused(server, text));
  });

  it('shuts where the first file of keys it sees cannot be understood', async () => {
    const file = newKeyFile();
    const server = await start(file);
    writeFileSync(file.path, 'not keys');
    await until(() => isRefused(server));
    expectEnvelope(await plugins(server), 'KEY_MISSING');
  });

  it('writes down when a key was used as it stops, and keeps what was written meanwhile', async () => {
    const file = newKeyFile();
    const [used, unused] = [await addKey(file, 'read'), await addKey(file, 'read')];
    const server = await start(file);
    const before = Date.now();
    await plugins(server, used.text);
    expect((await file.read())?.every(({ lastUsedAt }) => lastUsedAt === null)).toBe(true);
    const late = await addKey(file, 'read');
    await revokeKey(file, used.record.id);
    await servers.pop()?.close();
    const after = await file.read();
    expect(after?.map(({ id }) => id)).toEqual([used.record.id, unused.record.id, late.record.id]);
    expect(after?.[0]?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(after?.[0]?.revokedAt).not.toBeNull();
    expect(after?.[1]?.lastUsedAt).toBeNull();
  });
});

/** As long as the server may take to look at its file, and half as long again. */
function passLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1500));
}
