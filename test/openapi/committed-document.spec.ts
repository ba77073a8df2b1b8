import { readFileSync } from 'node:fs';
import { ask } from '../support/http.js';
import { startServer } from '../support/start-server.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

describe('docs/openapi.json', () => {
  it('is what a server with the plugins that ship answers; `npm run docs:openapi` writes it anew', async () => {
    const committed: unknown = JSON.parse(
      readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
    );
    const server = await startServer(ALL_PLUGINS);
    const { json } = await ask(`${server.url}/openapi.json`);
    await server.close();
    expect(json).toEqual(committed);
  });
});
