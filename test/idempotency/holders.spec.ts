import { AnalysisClient } from '../execution/support/analysis-client.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { askWithKey, isReplay } from './support/keyed-client.js';
import { SLOW } from './support/slow-plugin.js';

const file = newKeyFile();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    PLUGIN_PATHS: pluginFolder({ slow: SLOW }),
    PLUGIN_ONLY: 'slow',
    API_KEYS_FILE: file.path,
  });
  await new AnalysisClient(server.url).started(['slow']);
});
afterAll(() => server.close());

describe('the same Idempotency-Key', () => {
  it('of another holder is another key, also of one that may see all jobs', async () => {
    const nobodys = await askWithKey(server.url, 'k');
    expect(nobodys.status).toBe(200);
    const holders = [
      await addKey(file, 'analyze'),
      await addKey(file, 'analyze'),
      await addKey(file, 'admin'),
    ];
    await until(async () => (await askWithKey(server.url, 'k')).status === 400);
    const seen = new Set([nobodys.text]);
    for (const { text } of holders) {
      const asKeyHolder = { authorization: `Bearer ${text}` };
      await until(async () => (await askWithKey(server.url, 'warm', {}, asKeyHolder)).status === 200);
      const first = await askWithKey(server.url, 'k', {}, asKeyHolder);
      expect(isReplay(first)).toBe(false);
      expect(seen.has(first.text)).toBe(false);
      seen.add(first.text);
      const again = await askWithKey(server.url, 'k', {}, asKeyHolder);
      expect([isReplay(again), again.text]).toEqual([true, first.text]);
    }
  });
});
