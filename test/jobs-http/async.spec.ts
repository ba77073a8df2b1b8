import type { ErrorCode } from '@gatehouse/errors';
import { expectEnvelope } from '../support/expect-envelope.js';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, sample } from '../support/http.js';
import { forgedPng } from '../support/images/forged.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { storedJobs } from '../execution/support/stored-jobs.js';
import { idsOf, JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const png = sample('qr-tiny.png');
const folder = pluginFolder({ paced: pacedWith() });

let server: RunningServer;
let client: JobsClient;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: `${FIXTURE_PLUGINS}:${folder}`, JOB_QUEUE_MAX: '4' });
  client = new JobsClient(server.url);
  await client.started('paced');
  await client.started('needy');
  await client.started('facts');
});
afterAll(() => server.close());

describe('a submission', () => {
  it('is answered with a job that waits, and ends with what the plugin found', async () => {
    const answer = await client.post('/async', client.item('facts', { n: 5 }));
    expect(answer).toMatchObject({ status: 200, json: { status: 'PENDING' } });
    expect(Object.keys(answer.json as object)).toEqual(['job_id', 'status']); // an object, see above
    const { job_id: id } = answer.json as { job_id: string }; // a string, or it is found nowhere
    const [final] = await client.finals([id]);
    expect(final).toMatchObject({
      status: 'SUCCESS',
      result: { bytes: png.length, mime_type: 'image/png', options: { n: 5 }, job_id: id },
      error: null,
    });
    expect(await client.job(id)).toMatchObject({ attempts: 1, cancelled: false, queue_position: null });
  });

  it('takes the image in every form that the sync route takes', async () => {
    const form = new FormData();
    form.append('plugin', 'facts');
    form.append('options', '{"n":2}');
    form.append('image', new Blob([png]), 'picture.png');
    const route = `${server.url}/v1/analyze-execution/async`;
    const answers = [
      await ask(route, { method: 'POST', body: form }),
      await ask(`${route}?plugin=facts&options=${encodeURIComponent('{"n":2}')}`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
        body: png,
      }),
      await client.post('/async', {
        plugin: 'facts',
        image: `data:image/png;base64,${png.toString('base64')}`,
        options: { n: 2 },
      }),
    ];
    const ids = answers.map(({ json }) => (json as { job_id: string }).job_id); // as the test above pins it
    for (const { result } of await client.finals(ids)) {
      expect(result).toMatchObject({ bytes: png.length, mime_type: 'image/png', options: { n: 2 } });
    }
  });

  it('of an image that shows to be broken only when it is decoded is accepted, and fails as the sync one does', async () => {
    const image = Buffer.from(forgedPng(8, 8)).toString('base64');
    const answer = await client.post('/async', { plugin: 'facts', image });
    const [final] = await client.finals([(answer.json as { job_id: string }).job_id]); // accepted, or there is none
    expect(final).toMatchObject({ status: 'FAILED', error: { details: { code: 'IMAGE_UNDECODABLE' } } });
  });

  it('fails with the error of the plugin', async () => {
    const id = await client.submit('paced', { fail: true });
    const [final] = await client.finals([id]);
    expect(final).toMatchObject({
      status: 'FAILED',
      result: null,
      error: { type: 'ExecutionError', message: 'kaboom', details: { code: 'PLUGIN_THREW', job_id: id } },
    });
  });

  const image = png.toString('base64');
  it.each<[ErrorCode, unknown]>([
    ['PLUGIN_NOT_FOUND', { plugin: 'nonesuch', image }],
    ['PLUGIN_UNAVAILABLE', { plugin: 'needy', image }],
    ['PLUGIN_LOAD_FAILED', { plugin: 'broken', image }],
    ['IMAGE_MISSING', { plugin: 'facts' }],
    ['IMAGE_EMPTY', { plugin: 'facts', image: '' }],
    ['IMAGE_ENCODING_INVALID', { plugin: 'facts', image: '!' }],
    ['IMAGE_TYPE_UNKNOWN', { plugin: 'facts', image: 'aGVsbG8=' }],
    ['IMAGE_TYPE_MISMATCH', { plugin: 'facts', image, mime_type: 'image/jpeg' }],
    [
      'IMAGE_TOO_MANY_PIXELS',
      { plugin: 'facts', image: Buffer.from(forgedPng(20_000, 20_000)).toString('base64') },
    ],
    ['OPTIONS_INVALID', { plugin: 'facts', image, options: { n: 100 } }],
    ['OPTIONS_MALFORMED', { plugin: 'facts', image, options: [] }],
    ['BODY_INVALID', { plugin: 'facts', image, wait: true }],
  ])('is refused at once with %s, and leaves no job', async (code, body) => {
    await client.started('broken');
    const before = storedJobs(server.dataDir).length;
    expect(expectEnvelope(await client.post('/async', body), code).details.job_id).toBeNull();
    expect(storedJobs(server.dataDir)).toHaveLength(before);
  });

  it('beyond what the queue holds is QUEUE_FULL, to be tried again; what was accepted is done', async () => {
    const ids = [];
    for (let count = 0; count < 4; count++) ids.push(await client.submit('paced', { ms: 1000 }));
    const refused = await client.post('/async', client.item('paced', { ms: 1000 }));
    expect(expectEnvelope(refused, 'QUEUE_FULL').details.retry_after_ms).toBeGreaterThan(0);
    expect((await client.finals(ids)).map(({ status }) => status)).toEqual(ids.map(() => 'SUCCESS'));
    expect(idsOf(await client.list('?plugin=paced&limit=4'))).toEqual(ids.toReversed());
  });
});
