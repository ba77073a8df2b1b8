import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { askWithKey, isReplay } from './support/keyed-client.js';
import { SLOW } from './support/slow-plugin.js';

const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'));
const plugins = pluginFolder({ slow: SLOW });
const servers: ServerProcess[] = [];

afterAll(async () => {
  for (const server of servers) await server.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<{ server: ServerProcess; url: string }> {
  const env = { DATA_DIR: dataDir, PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'slow', LOG_LEVEL: 'silent' };
  const server = await spawnServer(env);
  servers.push(server);
  const url = await server.ready();
  await new AnalysisClient(url).started(['slow']);
  return { server, url };
}

describe('a server that was killed', () => {
  it('gives again what it had answered, and lets be done again what it had not', async () => {
    const { server, url } = await start();
    const answered = await askWithKey(url, 'answered', { chars: 100 });
    const failed = await askWithKey(url, 'failed', { fail: true });
    expectEnvelope(failed, 'PLUGIN_THREW');
    const cut = askWithKey(url, 'cut', { ms: 1000 }).catch(() => 'no answer');
    await until(async () => (await new AnalysisClient(url).health('slow')).state === 'RUNNING');
    server.process.kill('SIGKILL');
    await once(server.process, 'close').catch(() => undefined);
    expect(await cut).toBe('no answer');

    const { url: anew } = await start();
    const again = await askWithKey(anew, 'answered', { chars: 100 });
    expect([again.status, again.text, isReplay(again)]).toEqual([200, answered.text, true]);
    const failedAgain = await askWithKey(anew, 'failed', { fail: true });
    expect([failedAgain.status, failedAgain.text, isReplay(failedAgain)]).toEqual([400, failed.text, true]);
    expectEnvelope(await askWithKey(anew, 'cut', { ms: 1 }), 'IDEMPOTENCY_KEY_REUSED');
    const done = await askWithKey(anew, 'cut', { ms: 1000 });
    expect([done.status, isReplay(done)]).toEqual([200, false]);
    expect(isReplay(await askWithKey(anew, 'cut', { ms: 1000 }))).toBe(true);
  }, 60_000);
});
