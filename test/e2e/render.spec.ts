import sharp from 'sharp';
import { GatehouseClient } from '@gatehouse/client';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const BOX = {
  type: 'object',
  'x-gatehouse-box': true,
  properties: {
    x: { type: 'number' },
    y: { type: 'number' },
    width: { type: 'number' },
    height: { type: 'number' },
  },
};
const FOUND = {
  type: 'object',
  properties: { label: { type: 'string' }, confidence: { type: 'number' }, box: { $ref: '#/$defs/box' } },
};
const plugins = pluginFolder({
  finder: {
    manifest: {
      options_schema: { type: 'object', properties: { found: { type: 'array', default: [] } } },
      output_schema: {
        type: 'object',
        properties: { objects: { type: 'array', items: FOUND } },
        $defs: { box: BOX },
      },
    },
    code: 'export default { run: ({ options }) => ({ objects: options.found }) };',
  },
  crowd: {
    manifest: {
      output_schema: {
        type: 'object',
        properties: { objects: { type: 'array', items: FOUND } },
        $defs: { box: BOX },
      },
    },
    code: `export default {
      run: () => ({
        objects: Array.from({ length: 5000 }, (_, n) => ({
          label: '\\u0001'.repeat(100),
          confidence: 1 / 3,
          box: { x: n / 3e9, y: n / 7e9, width: 1e200 / 3, height: 1e-200 / 3 },
        })),
      }),
    };`,
  },
  blind: { code: 'export default { run: () => ({ nothing: true }) };' },
});
const WHITE = { r: 255, g: 255, b: 255 };
/** Taller than wide, and stored on its side. */
const picture = await sharp({ create: { width: 400, height: 200, channels: 3, background: WHITE } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: plugins, PLUGIN_ONLY: 'finder,blind,crowd' });
  await new AnalysisClient(server.url).started(['finder', 'blind', 'crowd']);
});
afterAll(() => server.close());

function analyze(
  found: readonly object[],
  query = '?render=true',
  plugin = 'finder',
  image = picture,
): Promise<Answer> {
  const body = {
    plugin,
    image: image.toString('base64'),
    ...(plugin === 'finder' && { options: { found } }),
  };
  return postJson(`${server.url}/v1/analyze-execution${query}`, body);
}

/** The pixels of a rendered answer. */
async function rendered(answer: Answer) {
  expect(answer.status).toBe(200);
  const { rendered: url } = answer.json as { rendered: string }; // as the route documents it
  expect(url).toMatch(/^data:image\/jpeg;base64,/);
  const { data, info } = await sharp(Buffer.from(url.split(',')[1] ?? '', 'base64'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const isWhite = (x: number, y: number): boolean =>
    [0, 1, 2].every((channel) => (data[(y * info.width + x) * 3 + channel] ?? 0) > 240);
  return { width: info.width, height: info.height, isWhite };
}

describe('the picture of a result', () => {
  it('is the upright image with a frame and a caption at each box', async () => {
    const box = { x: 50, y: 100, width: 100, height: 200 };
    const answer = await analyze([{ label: 'kite', confidence: 0.91, box }]);
    expect(answer.json).toMatchObject({ result: { objects: [{ label: 'kite', box }] } });
    const { width, height, isWhite } = await rendered(answer);
    expect([width, height]).toEqual([200, 400]);
    const edges = [isWhite(51, 200), isWhite(148, 200), isWhite(100, 101), isWhite(100, 298)];
    expect(edges).toEqual([false, false, false, false]);
    expect([isWhite(100, 200), isWhite(20, 200), isWhite(100, 350)]).toEqual([true, true, true]); // inside, beside, below
    expect(isWhite(60, 95)).toBe(false); // what is written at it
  });

  it('is that of the image alone where nothing is found', async () => {
    const { isWhite } = await rendered(await analyze([]));
    expect(isWhite(100, 200)).toBe(true);
  });

  it('is there only where it is asked for', async () => {
    for (const query of ['', '?render=false', '?render=']) {
      const answer = await analyze([], query);
      expect(answer.status).toBe(200);
      expect(answer.json).not.toHaveProperty('rendered');
    }
  });

  it('takes boxes that lie outside, or are no boxes, or are many', async () => {
    const boxes = [
      { x: -50, y: -50, width: 1e9, height: 1e9 },
      { x: 1e12, y: 0, width: 1, height: 1 },
      { x: 10, y: 10, width: -5, height: 0 },
      { x: 1 },
    ];
    const many = Array.from({ length: 800 }, (_, x) => ({ x: x % 200, y: x % 400, width: 20, height: 20 }));
    const odd = boxes.map((box) => ({ label: '\u{1F600} "<svg>" ' + 'x'.repeat(500), box }));
    const found = [...odd, ...many.map((box) => ({ box }))];
    const { width, height } = await rendered(await analyze(found));
    expect([width, height]).toEqual([200, 400]);
  });

  it('comes to the client who asks for it', async () => {
    const client = new GatehouseClient({ baseUrl: server.url });
    const drawn = await client.analyze(picture, { plugin: 'finder', render: true });
    expect(drawn.rendered).toMatch(/^data:image\/jpeg;base64,/);
    expect(await client.analyze(picture, { plugin: 'finder' })).not.toHaveProperty('rendered');
  });

  it('is drawn also where thousands of captions are long', async () => {
    expect((await rendered(await analyze([], '?render=true', 'crowd'))).width).toBe(200);
  });

  it('is scaled down to 1600 pixels, its boxes with it', async () => {
    const large = await sharp({
      create: { width: 3200, height: 800, channels: 4, background: { ...WHITE, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const box = { x: 1000, y: 200, width: 1000, height: 400 };
    const { width, height, isWhite } = await rendered(
      await analyze([{ box }], '?render=true', 'finder', large),
    );
    expect([width, height]).toEqual([1600, 400]);
    expect([isWhite(502, 200), isWhite(750, 200)]).toEqual([false, true]);
  });

  it('is not to be had of a plugin that finds no boxes, which is not run for it', async () => {
    const before = await new AnalysisClient(server.url).health('blind');
    expectEnvelope(await analyze([], '?render=true', 'blind'), 'RENDER_UNSUPPORTED');
    const after = await new AnalysisClient(server.url).health('blind');
    expect([after.success_count, after.error_count]).toEqual([before.success_count, before.error_count]);
    expect((await analyze([], '', 'blind')).status).toBe(200);
  });

  it('is asked for by true or false, in the query of this route alone', async () => {
    expectEnvelope(await analyze([], '?render=yes'), 'BODY_INVALID');
    expectEnvelope(await analyze([], '/async?render=true'), 'BODY_INVALID');
    const body = { plugin: 'finder', image: picture.toString('base64'), render: true };
    expectEnvelope(await postJson(`${server.url}/v1/analyze-execution`, body), 'BODY_INVALID');
    const raw = await ask(`${server.url}/v1/analyze-execution?plugin=finder&render=true`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: picture,
    });
    expect((await rendered(raw)).width).toBe(200);
  });
});
