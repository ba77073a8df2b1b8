import { brokenFolders, type BrokenFolder } from '../plugin-stability/support/broken-folder.js';
import { BROKEN_CODE } from '../plugin-stability/support/broken-code.js';
import { BROKEN_CONTENTS } from '../plugin-stability/support/broken-contents.js';
import { BROKEN_MANIFESTS } from '../plugin-stability/support/broken-manifests.js';
import { spawnServer } from '../../scripts/support/server-process.js';
import { ask, sample } from '../support/http.js';
import { expectNothingInternal } from '../support/expect-envelope.js';
import { until } from '../support/until.js';
import { LIGHT_PLUGINS } from '../support/light-plugins.js';

/** A hundred processes are started and end. */
const LONG_MS = 240_000;

interface Listed {
  readonly name: string;
  readonly state: string;
  readonly reason: string | null;
}

const hanging: BrokenFolder = [
  'code that never ends',
  { code: 'await new Promise(() => {});' },
  'FAILED',
  'Its code could not be started: it was not ready within 30000 ms: its code or its `initialize` does not come to an end. Load less, or load it at the first run.',
];
const all = [...BROKEN_MANIFESTS, ...BROKEN_CONTENTS, ...BROKEN_CODE, hanging];
const rows = Object.fromEntries(all.map((row, at) => [`subject-${at}`, row]));

const server = await spawnServer({
  ...LIGHT_PLUGINS,
  PLUGIN_PATHS: brokenFolders(rows),
  LOG_LEVEL: 'silent',
});
afterAll(() => server.dispose());

async function plugins(url: string): Promise<readonly Listed[]> {
  return (await ask(`${url}/v1/plugins`)).json as Listed[]; // as the route promises
}

describe('a server with every kind of broken plugin at once', () => {
  it(
    'becomes ready, says of each what is wrong with it, and runs the good one beside them',
    async () => {
      const url = await server.ready();
      expect((await ask(`${url}/v1/health/ready`)).status).toBe(200);
      await until(async () => (await plugins(url)).every(({ state }) => state !== 'LOADED'));
      const found = new Map((await plugins(url)).map(({ name, state, reason }) => [name, [state, reason]]));
      const told = Object.keys(rows).map((name) => [rows[name]?.[0], ...(found.get(name) ?? [])]);
      expect(told).toEqual(
        Object.entries(rows).map(([name, [what, , state, reason]]) => [
          what,
          state,
          reason.replaceAll('subject', name),
        ]),
      );
      // The one place that is named lies in the plugin's own folder.
      const { text } = await ask(`${url}/v1/plugins`);
      expectNothingInternal(text.replace('The link node_modules/etc', 'The link'));

      const body = new FormData();
      body.set('plugin', 'good');
      body.set('image', new Blob([sample('qr-tiny.png')]));
      const answer = await ask(`${url}/v1/analyze-execution`, { method: 'POST', body });
      expect(answer).toMatchObject({ status: 200, json: { plugin: 'good', result: { ok: true } } });
    },
    LONG_MS,
  );
});
