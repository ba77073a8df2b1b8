import type { ErrorBody, JsonObject } from '@gatehouse/contracts';
import { sample } from '../support/http.js';
import { forgedPng } from '../support/images/forged.js';
import { startPostgres } from '../support/postgres.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { storesWith } from '../support/stores.js';
import { fieldOf, JobsClient, textOf } from './support/jobs-client.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

const PLUGINS = ['metadata', 'barcode', 'ocr', 'palette', 'quality', 'similarity'] as const;
const STORES = storesWith(await startPostgres());

/** What came of a request, but for what every job has of its own. */
interface Outcome {
  readonly result: unknown;
  readonly error: unknown;
}

function outcomeOf(result: unknown, error: ErrorBody | null | undefined): Outcome {
  if (error === null || error === undefined) return { result, error: null };
  const { type, message, plugin } = error;
  const { code, retryable } = error.details;
  // an item of a batch says which one it is
  const errors = error.details.errors.map((one) => ({
    ...one,
    pointer: one.pointer.replace(/^\/items\/\d+/, ''),
  }));
  return { result: null, error: { type, message, plugin, code, retryable, errors } };
}

const base64 = (name: string): string => sample(name).toString('base64');

const REQUESTS: readonly (readonly [name: string, body: JsonObject])[] = [
  ...PLUGINS.flatMap((plugin) =>
    ['qr-tiny.png', 'barcode-ean13.jpg'].map(
      (name) => [`${plugin} about ${name}`, { plugin, image: base64(name) }] as const,
    ),
  ),
  ['barcode with options', { plugin: 'barcode', image: base64('barcode-several.png'), options: {} }],
  [
    'an image that cannot be decoded',
    { plugin: 'barcode', image: Buffer.from(forgedPng(8, 8)).toString('base64') },
  ],
];

describe.each(STORES)('a server that keeps its jobs in %s', (_name, newSettings) => {
  let server: RunningServer;
  let client: JobsClient;

  beforeAll(async () => {
    server = await startServer({ ...ALL_PLUGINS, ...(await newSettings()) });
    client = new JobsClient(server.url);
    for (const plugin of PLUGINS) await client.started(plugin);
  }, 90_000);
  afterAll(() => server.close());

  async function syncOutcome(body: JsonObject): Promise<Outcome> {
    const { json } = await client.post('', body);
    const { result, error } = json as { result?: unknown; error?: ErrorBody }; // either is there; other tests pin them
    return outcomeOf(result, error);
  }

  async function asyncOutcome(body: JsonObject): Promise<Outcome> {
    const id = textOf(await client.post('/async', body), 'job_id');
    await client.finals([id]);
    const { result, error } = (await client.result(id)) as unknown as {
      result: unknown;
      error: ErrorBody | null;
    }; // as the API documents it
    return outcomeOf(result, error);
  }

  it('finds the same in the same image, whether it is asked at once, later or in a batch', async () => {
    const bodies = REQUESTS.map(([, body]) => body);
    const batch = fieldOf(await client.post('/batch', { items: bodies }), 'results');
    const results = batch as unknown as readonly { result: unknown; error: ErrorBody | null }[]; // as the API documents it
    for (const [index, [name, body]] of REQUESTS.entries()) {
      const [sync, later] = [await syncOutcome(body), await asyncOutcome(body)];
      const together = outcomeOf(results[index]?.result, results[index]?.error);
      expect({ name, outcome: later }).toEqual({ name, outcome: sync });
      expect({ name, outcome: together }).toEqual({ name, outcome: sync });
      const isBroken = name.startsWith('an image that cannot');
      expect(sync).toMatchObject(isBroken ? { error: { code: 'IMAGE_UNDECODABLE' } } : { error: null });
    }
  }, 120_000);
});
