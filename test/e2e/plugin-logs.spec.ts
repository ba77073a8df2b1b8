import { pluginFolder } from '../support/plugin-folder.js';
import { ask, sample } from '../support/http.js';
import { until } from '../support/until.js';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';

/** Says something when it starts and at each call. */
const TALKER = `export default {
  initialize({ logger }) { logger.info('starting'); },
  run({ options }, { logger }) { logger.info('told ' + options.word); return { ok: true }; },
};`;

describe('what a plugin says', () => {
  const folder = pluginFolder({
    talker: { code: TALKER, manifest: { limits: { memory_mb: 64 }, options_schema: { type: 'object' } } },
  });
  let server: ServerProcess;
  let url: string;

  beforeAll(async () => {
    server = await spawnServer({
      PLUGIN_PATHS: folder,
      PLUGIN_ONLY: 'talker,metadata,misspelt',
      PLUGIN_EXCEPT: 'metadata',
      LOG_LEVEL: 'info',
    });
    url = await server.ready();
    await until(async () => (await ask(`${url}/v1/plugins/talker`)).text.includes('INITIALIZED'));
  });
  afterAll(() => server.dispose());

  const say = (word: string): ReturnType<typeof ask> => {
    const options = encodeURIComponent(JSON.stringify({ word }));
    return ask(`${url}/v1/analyze-execution?plugin=talker&options=${options}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png', 'x-request-id': `request-${word}` },
      body: sample('qr-tiny.png'),
    });
  };
  const lines = (): Record<string, unknown>[] =>
    server.output.stdout
      .split('\n')
      .filter((line) => line.includes('plugin says'))
      .map((line) => JSON.parse(line) as Record<string, unknown>); // our own log: JSON, a line each

  it('is logged under the request it belongs to, and under none where it belongs to none', async () => {
    expect(await say('one')).toMatchObject({ status: 200 });
    await ask(`${url}/v1/plugins/talker/reload`, {
      method: 'POST',
      headers: { 'x-request-id': 'request-reload' },
    });
    expect(await say('two')).toMatchObject({ status: 200 });
    await until(() => lines().length === 4);
    expect(lines().map(({ text, request_id: request }) => [text, request])).toEqual([
      ['starting', undefined],
      ['told one', 'request-one'],
      ['starting', undefined],
      ['told two', 'request-two'],
    ]);
  });

  it('comes of the plugins that PLUGIN_ONLY names and PLUGIN_EXCEPT does not; one that is not there is said', async () => {
    expect((await ask(`${url}/v1/plugins`)).json).toMatchObject([{ name: 'talker' }]);
    expect(server.output.stdout).toContain('PLUGIN_ONLY names a plugin that was not found');
  });
});
