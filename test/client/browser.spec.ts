import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, openPage, type Page } from '../../scripts/docs-page/browser.js';
import { ROOT } from '../architecture/workspaces.js';
import { pacedWith } from '../jobs-http/support/paced-plugin.js';
import { sample } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { otherServer, type OtherServer } from './support/http-server.js';

const browser = findBrowser();

/** What a page of another origin does with the client, as its build gives it. */
const IN_THE_PAGE = `
  const { GatehouseClient } = await import('/client/index.js');
  const client = new GatehouseClient({ baseUrl: BASE_URL });
  const bytes = Uint8Array.from(atob(PICTURE), (letter) => letter.charCodeAt(0));
  const image = new File([bytes], 'picture.png', { type: 'image/png' });
  const { result } = await client.analyze(image, { plugin: 'barcode' });
  const [batched] = await client.batch([{ image: bytes, plugin: 'barcode' }]);
  const job = await client.submit(image, { plugin: 'paced', options: { ms: 600, steps: 2 } });
  const sequences = [];
  for await (const { sequence } of client.watch(job)) sequences.push(sequence);
  const after = [];
  for await (const { status } of client.watch(job, { after: 1 })) after.push(status);
  const refused = await client.analyze(image, { plugin: 'nonesuch' }).catch((error) => error);
  const lost = await new GatehouseClient({ baseUrl: 'http://127.0.0.1:9', retry: false }).live().catch((error) => error);
  return {
    text: result.codes[0].text,
    batched: batched.status,
    sequences,
    last: after.at(-1),
    refused: [refused.name, refused.code],
    lost: lost.name,
  };
`;

// Where a machine has no browser this is left out; test/client/package.spec.ts says everywhere that nothing of Node is used.
(browser === null ? describe.skip : describe)('the client in a browser', () => {
  let server: RunningServer;
  let pages: OtherServer;
  let page: Page;

  beforeAll(async () => {
    pages = await otherServer(({ url = '/' }, response) => {
      const file = /^\/client\/([a-z/-]+\.js)$/.exec(url)?.[1];
      response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript');
      if (file === undefined) response.end('<!doctype html><link rel="icon" href="data:,">');
      else createReadStream(join(ROOT, 'libs/client/dist', file)).pipe(response);
    });
    server = await startServer({
      PLUGIN_PATHS: pluginFolder({ paced: pacedWith() }),
      PLUGIN_ONLY: 'barcode,paced',
      CORS_ORIGINS: pages.url,
    });
    page = await openPage(browser ?? '');
    await page.goTo(pages.url);
    await until(async () => (await page.evaluate('location.origin')) === pages.url);
  });
  afterAll(async () => {
    await page.close();
    await server.close();
    await pages.close();
  });

  it('does from a page of another origin what it does in Node', async () => {
    const picture = sample('qr-tiny.png').toString('base64');
    const code = IN_THE_PAGE.replace('BASE_URL', JSON.stringify(server.url)).replace(
      'PICTURE',
      JSON.stringify(picture),
    );
    const told = (await page.evaluate(`(async () => {${code}})()`)) as { sequences: number[] }; // pinned below
    expect(told).toEqual({
      text: 'GATEHOUSE',
      batched: 'SUCCESS',
      sequences: told.sequences.map((_, index) => index + 1),
      last: 'SUCCESS',
      refused: ['GatehouseApiError', 'PLUGIN_NOT_FOUND'],
      lost: 'GatehouseConnectionError',
    });
    expect(told.sequences.length).toBeGreaterThanOrEqual(4);
  });
});
