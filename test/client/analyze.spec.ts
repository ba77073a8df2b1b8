import { fileURLToPath, pathToFileURL } from 'node:url';
import { GatehouseApiError, GatehouseClient, type ImageSource } from '@gatehouse/client';
import { readImage } from '@gatehouse/client/node';
import { sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { ownOther, ownServer } from './support/owned.js';
import { refusalOf, thrownBy } from './support/thrown-by.js';

const PATH = fileURLToPath(new URL('../../docs/samples/qr-tiny.png', import.meta.url));
const bytes = sample('qr-tiny.png');

let server: RunningServer;
let client: GatehouseClient;

beforeAll(async () => {
  server = await startServer({ PLUGIN_ONLY: 'barcode,metadata', IMAGE_URLS: 'on' });
  client = new GatehouseClient({ baseUrl: server.url });
});
afterAll(() => server.close());

/** A view of the middle of a larger buffer. */
function window(): Uint8Array {
  const larger = new Uint8Array(bytes.length + 20);
  larger.set(bytes, 10);
  return larger.subarray(10, 10 + bytes.length);
}

const FORMS: readonly (readonly [string, () => ImageSource | Promise<ImageSource>])[] = [
  ['a Blob', () => new Blob([bytes])],
  ['a Blob that says its type', () => new Blob([bytes], { type: 'image/png' })],
  ['a File', () => new File([bytes], 'picture.png', { type: 'image/png' })],
  ['a File whose type nobody knows', () => new File([bytes], 'p', { type: 'application/octet-stream' })],
  ['a Buffer', () => bytes],
  ['a Uint8Array over part of a buffer', window],
  ['an ArrayBuffer', () => new Uint8Array(bytes).buffer],
  ['a file by its path', () => readImage(PATH)],
  ['a file by its URL', () => readImage(pathToFileURL(PATH))],
];

describe('analyze', () => {
  it.each(FORMS)('takes %s', async (_, form) => {
    const { plugin, result, status, image, jobId, executionTimeMs } = await client.analyze(await form(), {
      plugin: 'barcode',
    });
    expect(result.codes.map(({ text }) => text)).toEqual(['GATEHOUSE']);
    expect(result.codes[0]?.position.top_left).toEqual({ x: 16, y: 16 }); // a plugin's keys stay as they are
    expect({ plugin, status, image }).toMatchObject({
      plugin: 'barcode',
      status: 'SUCCESS',
      image: { mimeType: 'image/png', width: 116, height: 116, bytes: bytes.length },
    });
    expect([typeof jobId, typeof executionTimeMs]).toEqual(['string', 'number']);
  });

  it('passes options on', async () => {
    const { result } = await client.analyze(bytes, { plugin: 'barcode', options: { formats: ['EAN_13'] } });
    expect(result.codes).toEqual([]);
  });

  it('has a declared type checked', async () => {
    const error = await refusalOf(client.analyze(bytes, { plugin: 'barcode', mimeType: 'image/jpeg' }));
    expect(error).toMatchObject({ code: 'IMAGE_TYPE_MISMATCH', type: 'ValidationError', plugin: 'barcode' });
  });

  it('says of a path what to do instead', async () => {
    // @ts-expect-error -- a path is no image
    const thrown = await thrownBy(client.analyze(PATH, { plugin: 'barcode' }));
    expect(thrown).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining('readImage') as string,
    });
  });

  it('rejects with the reason where it is aborted', async () => {
    const call = client.analyze(bytes, { plugin: 'barcode', signal: AbortSignal.abort(new Error('enough')) });
    expect(await thrownBy(call)).toMatchObject({ message: 'enough' });
  });
});

describe('analyzeUrl', () => {
  it('has the server fetch the image', async () => {
    const pictures = await ownOther((_, response) =>
      response.setHeader('content-type', 'image/png').end(bytes),
    );
    const host = new URL(pictures.url).host;
    const fetching = await ownServer({ PLUGIN_ONLY: 'barcode', IMAGE_URLS: 'on', IMAGE_URL_ALLOW: host });
    const its = new GatehouseClient({ baseUrl: fetching.url });
    const { result } = await its.analyzeUrl(`${pictures.url}/p.png`, { plugin: 'barcode' });
    expect(result.codes).toHaveLength(1);
    const job = await its.submitUrl(new URL('/p.png', pictures.url), { plugin: 'barcode' });
    expect((await its.wait(job)).result.codes).toHaveLength(1);
  });

  it('tells that the server fetches from nowhere like that', async () => {
    const error = await refusalOf(client.analyzeUrl('http://127.0.0.1:1/p.png', { plugin: 'barcode' }));
    expect(error.code).toBe('IMAGE_URL_REFUSED');
  });
});

describe('batch', () => {
  it('gives each item its own outcome, with its own type', async () => {
    const [codes, facts, refused] = await client.batch([
      { plugin: 'barcode', image: bytes },
      { plugin: 'metadata', image: new Blob([bytes], { type: 'image/png' }), options: {} },
      { plugin: 'nonesuch', image: new Blob([bytes], { type: 'text/plain' }) },
    ]);
    expect(codes.result?.codes.map(({ text }) => text)).toEqual(['GATEHOUSE']);
    expect(facts.result?.width).toBe(116);
    expect(refused).toMatchObject({ index: 2, jobId: null, status: 'FAILED', result: null });
    expect(refused.error).toBeInstanceOf(GatehouseApiError);
    expect(refused.error?.code).toBe('PLUGIN_NOT_FOUND');
  });
});

describe('plugins', () => {
  it('are told in camelCase, but for their schemas', async () => {
    expect((await client.plugins()).map(({ name, successCount }) => [name, typeof successCount])).toEqual([
      ['barcode', 'number'],
      ['metadata', 'number'],
    ]);
    expect((await client.plugin('barcode')).isolation?.ownProcessGroup).toBe(true);
    const manifest = await client.manifest('barcode');
    expect(manifest.limits.timeoutMs).toBeGreaterThan(0);
    expect(manifest.outputSchema).toHaveProperty('$defs.code.properties.position.properties.top_left');
    expect((await client.history('barcode'))[0]).toMatchObject({ from: 'LOADED' });
  });

  it('are loaded anew', async () => {
    expect(await client.reload('barcode')).toMatchObject({ name: 'barcode', state: 'INITIALIZED' });
    const { plugins } = await client.reloadAll();
    expect(plugins.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['barcode', 'reloaded'],
      ['metadata', 'reloaded'],
    ]);
  });

  it('belong to a server that says how it is', async () => {
    expect(await client.live()).toEqual({ status: 'ok' });
    expect(await client.ready()).toEqual({ status: 'ok' });
    expect((await client.about()).name).toBe('Gatehouse');
  });
});
