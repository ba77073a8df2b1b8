import { writeFileSync } from 'node:fs';
import { revokeKey } from '@gatehouse/auth';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { ask } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { LIGHT_PLUGINS } from '../support/light-plugins.js';

const servers: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

async function start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const server = await spawnServer({ ...LIGHT_PLUGINS, ...env });
  servers.push(server);
  return server;
}

function refusal(host: string, path: string): string {
  return (
    'Gatehouse cannot start with these settings:\n' +
    `  HOST is "${host}", which others than this machine can reach, and there is no valid API key in "${path}". ` +
    'Make one with `npm run keys -- create --role analyze`, or set HOST to 127.0.0.1.\n'
  );
}

describe('a server that others could reach', () => {
  it.each(['0.0.0.0', '::', '127.0.0.1.example.org'])(
    'does not start without keys, and says what to do: HOST=%s',
    async (HOST) => {
      const { path } = newKeyFile();
      const server = await start({ HOST, API_KEYS_FILE: path });
      expect(await server.ended()).toBe(1);
      expect(server.output).toEqual({ stdout: '', stderr: refusal(HOST, path) });
    },
  );

  it('does not start with keys that are all revoked or expired', async () => {
    const file = newKeyFile();
    await revokeKey(file, (await addKey(file, 'admin')).record.id);
    await addKey(file, 'admin', new Date(Date.now() - 1));
    const server = await start({ HOST: '0.0.0.0', API_KEYS_FILE: file.path });
    expect(await server.ended()).toBe(1);
    expect(server.output.stderr).toBe(refusal('0.0.0.0', file.path));
  });

  it('starts with a key, on any address, and is known by any name', async () => {
    const file = newKeyFile();
    const { text } = await addKey(file, 'read');
    const server = await start({ HOST: '0.0.0.0', API_KEYS_FILE: file.path });
    const { port } = new URL(await server.ready());
    const url = `http://127.0.0.1:${port}`;
    expect(await ask(`${url}/v1/plugins`, { headers: { 'x-api-key': text } })).toMatchObject({ status: 200 });
    expect(await ask(`${url}/v1/plugins`)).toMatchObject({
      status: 400,
      json: { error: { details: { code: 'KEY_MISSING' } } },
    });
  });
});

describe('a server on loopback', () => {
  it('does not start with a file of keys that it cannot understand', async () => {
    const { path } = newKeyFile();
    writeFileSync(path, '{"version": 1, "keys": [{"id": "secret?"}]}');
    const server = await start({ API_KEYS_FILE: path });
    expect(await server.ended()).toBe(1);
    expect(server.output.stderr).toBe(
      'Gatehouse cannot start with these settings:\n' +
        `  API_KEYS_FILE is "${path}"; "id" of key 1 is not one. Let this user read it, restore it from a backup, ` +
        'or move it away and make new keys: `npm run keys -- create --role analyze`\n',
    );
  });

  it('says that no address is known for its HOST, and what to do', async () => {
    const file = newKeyFile();
    await addKey(file, 'read');
    const server = await start({ HOST: 'nowhere.invalid', API_KEYS_FILE: file.path });
    expect(await server.ended()).toBe(1);
    expect(server.output.stderr).toMatch(
      /^Gatehouse cannot start: no address is known for nowhere\.invalid\. .*HOST/,
    );
  });
});
