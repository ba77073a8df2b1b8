import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, postJson, sample, type Answer } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { openHosts, STRANGER, type Hosts } from './support/hosts.js';
import { ready, withOnePlugin } from './support/start-open-server.js';

const png = sample('qr-tiny.png');

let hosts: Hosts;
let server: RunningServer;
const closers: (() => Promise<void>)[] = [];

/** Under the real rules, with the stranger as an intranet's host that is allowed. */
async function start(env: Parameters<typeof withOnePlugin>[0] = {}): Promise<RunningServer> {
  const started = await startServer(withOnePlugin({ IMAGE_URL_ALLOW: `${STRANGER}:${hosts.port}`, ...env }));
  closers.push(() => started.close());
  await ready(started.url);
  return started;
}

beforeAll(async () => {
  hosts = await openHosts(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://here');
    const to = searchParams.get('to');
    if (to !== null) response.writeHead(302, { Location: to }).end();
    else if (pathname === '/held') response.writeHead(200, { 'Content-Length': 150_000 }).write('x');
    else if (pathname === '/growing') response.writeHead(200).write(Buffer.alloc(150_000));
    else if (pathname === '/large') response.end(Buffer.concat([png, Buffer.alloc(100_000)]));
    else response.end(png);
  });
  server = await start();
});
afterAll(async () => {
  await Promise.all([...closers.map((close) => close()), hosts.close()]);
});

const urlOf = (path: string): string => `http://${STRANGER}:${hosts.port}${path}`;
const analyze = (body: object, to: RunningServer = server, headers = {}): Promise<Answer> =>
  postJson(`${to.url}/v1/analyze-execution`, { plugin: 'file', ...body }, headers);

describe('image_url', () => {
  it('is fetched and analysed', async () => {
    const sent = await analyze({ image: png.toString('base64') });
    const answer = await analyze({ image_url: urlOf('/picture.png'), mime_type: 'image/png', options: {} });
    expect(answer).toMatchObject({ status: 200, json: { plugin: 'file', result: { ok: true } } });
    const { image } = answer.json as { image: unknown }; // as the one that was sent
    expect(image).toEqual((sent.json as { image: unknown }).image);
  });

  it('is held to mime_type, which is the request’s to declare', async () => {
    const answer = await analyze({ image_url: urlOf('/'), mime_type: 'image/gif' });
    expectEnvelope(answer, 'IMAGE_TYPE_MISMATCH');
  });

  it('is off unless it is turned on', async () => {
    const off = await start({ IMAGE_URLS: 'off' });
    const before = hosts.visits.length;
    const error = expectEnvelope(await analyze({ image_url: urlOf('/') }, off), 'IMAGE_URL_DISABLED');
    expect(error.message).toContain('IMAGE_URLS=on');
    expect(error.details.errors.map(({ pointer }) => pointer)).toEqual(['/image_url']);
    expect(hosts.visits.length).toBe(before);
  });

  it('of a request that is refused anyway is not fetched', async () => {
    const before = hosts.visits.length;
    const image_url = urlOf('/');
    expectEnvelope(await analyze({ image_url, plugin: 'nobody' }), 'PLUGIN_NOT_FOUND');
    expectEnvelope(await analyze({ image_url, plugin: 'nobody', image: 'AQID' }), 'IMAGE_AMBIGUOUS');
    expectEnvelope(await analyze({ image_url, image: '' }), 'IMAGE_AMBIGUOUS');
    expectEnvelope(await analyze({ image_url, options: '{' }), 'OPTIONS_MALFORMED');
    expectEnvelope(await analyze({ image_url, extra: 1 }), 'BODY_INVALID');
    expectEnvelope(await analyze({ image_url: [image_url] }), 'BODY_INVALID');
    expectEnvelope(await analyze({ image_url: `${image_url} ` }), 'IMAGE_URL_INVALID');
    expectEnvelope(await analyze({ image_url: 'http://nowhere', plugin: 'nobody' }), 'PLUGIN_NOT_FOUND');
    expect(hosts.visits.length).toBe(before);
  });

  it('of a caller without a key, or of one that may not, is not fetched', async () => {
    const file = newKeyFile();
    const [reads, analyzes] = [await addKey(file, 'read'), await addKey(file, 'analyze')];
    const keyed = await start({ API_KEYS_FILE: file.path });
    const before = hosts.visits.length;
    const body = { image_url: urlOf('/') };
    expectEnvelope(await analyze(body, keyed), 'KEY_MISSING');
    expectEnvelope(await analyze(body, keyed, { 'x-api-key': reads.text }), 'ROLE_TOO_LOW');
    expect(hosts.visits.length).toBe(before);
    expect(await analyze(body, keyed, { 'x-api-key': analyzes.text })).toMatchObject({ status: 200 });
  });
});

describe('image_url of a job that runs later', () => {
  const submit = (body: object): Promise<Answer> =>
    postJson(`${server.url}/v1/analyze-execution/async`, { plugin: 'file', ...body });

  it('is fetched before it is accepted', async () => {
    const before = hosts.visits.length;
    const accepted = await submit({ image_url: urlOf('/') });
    expect(accepted).toMatchObject({ status: 200, json: { status: 'PENDING' } });
    expect(hosts.visits.length).toBe(before + 1);
    const { job_id: id } = accepted.json as { job_id: string }; // the answer's own form is pinned elsewhere
    const result = (): Promise<Answer> => ask(`${server.url}/v1/analyze-execution/jobs/${id}/result`);
    await until(async () => (await result()).status === 200);
    expect(await result()).toMatchObject({ json: { status: 'SUCCESS', result: { ok: true }, error: null } });
    expect(hosts.visits.length).toBe(before + 1);
  });

  it('that is refused makes no job, and what is refused anyway is not fetched', async () => {
    const error = expectEnvelope(await submit({ image_url: 'http://127.1/' }), 'IMAGE_URL_REFUSED');
    expect(error.details.job_id).toBeNull();
    const before = hosts.visits.length;
    expectEnvelope(await submit({ image_url: urlOf('/'), plugin: 'nobody' }), 'PLUGIN_NOT_FOUND');
    expectEnvelope(await submit({ image_url: urlOf('/'), options: [] }), 'OPTIONS_MALFORMED');
    expect(hosts.visits.length).toBe(before);
  });
});

describe('image_url in a batch', () => {
  it('is each item’s own: one that is refused is nothing to the others', async () => {
    const urls = [
      urlOf('/'),
      'http://0x7f.1/',
      urlOf('/?to=http://localhost/'),
      'file:///etc/hostname',
      urlOf('/2'),
    ];
    const items = urls.map((image_url) => ({ plugin: 'file', image_url }));
    const answer = await postJson(`${server.url}/v1/analyze-execution/batch`, { items });
    expect(answer.status).toBe(200);
    const codes = [...answer.text.matchAll(/"status":"SUCCESS"|"code":"(\w+)"/g)].map(
      ([, code]) => code ?? 200,
    );
    expect(codes).toEqual([200, 'IMAGE_URL_REFUSED', 'IMAGE_URL_REFUSED', 'IMAGE_URL_INVALID', 200]);
    expect(hosts.touches).toEqual([]);
  });
});

describe('IMAGE_URL_ALLOW', () => {
  it('holds for the one host and port', async () => {
    expect(await analyze({ image_url: urlOf('/') })).toMatchObject({ status: 200 });
    expect(await analyze({ image_url: `http://0x7f.2:${hosts.port}/` })).toMatchObject({ status: 200 });
    for (const place of [STRANGER, `${STRANGER}:${hosts.port + 1}`, `127.0.0.1:${hosts.port}`])
      expectEnvelope(await analyze({ image_url: `http://${place}/` }), 'IMAGE_URL_REFUSED');
  });

  it('does not hold for where it redirects to', async () => {
    const via = (to: string): Promise<Answer> =>
      analyze({ image_url: urlOf(`/?to=${encodeURIComponent(to)}`) });
    expect(await via('/picture.png')).toMatchObject({ status: 200 });
    for (const place of [
      `127.0.0.1:${hosts.port}`,
      `${STRANGER}:${hosts.port + 1}`,
      '127.0.0.1',
      'localhost',
    ])
      expectEnvelope(await via(`http://${place}/`), 'IMAGE_URL_REFUSED');
    expect(hosts.touches).toEqual([]);
  });

  it('lets an allowed name be found as the machine finds it', async () => {
    const named = await start({ IMAGE_URL_ALLOW: `LOCALHOST:${hosts.port}` });
    await analyze({ image_url: `http://localhost.:${hosts.port}/` }, named);
    expect(hosts.touches.splice(0)).toHaveLength(1);
  });

  it('does not make up for a connection that led elsewhere', async () => {
    const odd = await start({ IMAGE_URL_ALLOW: `0.0.0.0:${hosts.port}` });
    const error = expectEnvelope(
      await analyze({ image_url: `http://0.0.0.0:${hosts.port}/` }, odd),
      'IMAGE_URL_REFUSED',
    );
    expect(error.message).toContain('the connection led elsewhere');
    hosts.touches.splice(0); // it was connected to, and nothing was sent
  });
});

describe('the places for bodies', () => {
  it.each(['/held', '/growing'])('are taken by what is fetched, as of %s', async (path) => {
    const small = await start({ IMAGE_MAX_BYTES: '300000', EXECUTION_MAX_BYTES: '200000' });
    const before = hosts.visits.length;
    const holding = analyze({ image_url: urlOf(path) }, small);
    await until(() => hosts.visits.length > before);
    await until(async () =>
      (await analyze({ image_url: urlOf('/large') }, small)).text.includes('QUEUE_FULL'),
    );
    const refused = await analyze({ image_url: urlOf('/large') }, small);
    expect(expectEnvelope(refused, 'QUEUE_FULL').message).toContain('this server');
    expect(await analyze({ image_url: urlOf('/') }, small)).toMatchObject({ status: 200 });
    expectEnvelope(await holding, 'IMAGE_URL_TIMED_OUT');
    await until(async () => (await analyze({ image_url: urlOf('/large') }, small)).status === 200);
  });
});
