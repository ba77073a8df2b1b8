import { createHash } from 'node:crypto';
import { FIXTURE_PLUGINS } from '../support/fixture-plugins.js';
import { ask, newRequestId, postJson, sample, type Answer } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const picture = sample('qr-tiny.png');
const base64 = picture.toString('base64');
const facts = { bytes: picture.length, mime_type: 'image/png', width: 116, height: 116 };

describe('POST /v1/analyze-execution', () => {
  let server: RunningServer;
  let url: string;

  beforeAll(async () => {
    server = await startServer({ PLUGIN_PATHS: FIXTURE_PLUGINS });
    url = `${server.url}/v1/analyze-execution`;
  });
  afterAll(() => server.close());

  function form(fields: Record<string, string>, file: Blob | null): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    if (file !== null) body.append('image', file, 'picture.png');
    return ask(url, { method: 'POST', body });
  }

  function raw(query: string, type: string, body: Buffer<ArrayBuffer> = picture): Promise<Answer> {
    return ask(`${url}?${query}`, { method: 'POST', headers: { 'content-type': type }, body });
  }

  it('answers with exactly the documented keys and facts', async () => {
    const answer = await postJson(url, { plugin: 'facts', image: base64 });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      plugin: 'facts',
      result: { ...facts, options: { n: 3 }, job_id: expect.any(String) as string },
      job_id: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ) as string,
      status: 'SUCCESS',
      execution_time_ms: expect.any(Number) as number,
      image: { ...facts, sha256: createHash('sha256').update(picture).digest('hex') },
    });
    const { job_id, result } = answer.json as { job_id: string; result: { job_id: string } }; // just compared
    expect(result.job_id).toBe(job_id);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)));
  });

  it.each<[string, () => Promise<Answer>]>([
    ['base64 in JSON', () => postJson(url, { plugin: 'facts', image: base64, options: { n: 5 } })],
    [
      'base64 with a media type',
      () => postJson(url, { plugin: 'facts', image: base64, mime_type: 'image/png', options: { n: 5 } }),
    ],
    [
      'a data: URL in JSON',
      () => postJson(url, { plugin: 'facts', image: `data:image/png;base64,${base64}`, options: { n: 5 } }),
    ],
    [
      'a file in a form',
      () => form({ plugin: 'facts', options: '{"n":5}' }, new Blob([picture], { type: 'image/png' })),
    ],
    [
      'a file of no certain type in a form',
      () => form({ plugin: 'facts', options: '{"n":5}' }, new Blob([picture])),
    ],
    [
      'a form with a media type',
      () => form({ plugin: 'facts', options: '{"n":5}', mime_type: 'image/png' }, new Blob([picture])),
    ],
    ['a raw body', () => raw('plugin=facts&options=%7B%22n%22%3A5%7D', 'image/png')],
    ['a raw body of no certain type', () => raw('plugin=facts&options=%7B%22n%22%3A5%7D', 'image/*')],
  ])('takes %s', async (_, send) => {
    const answer = await send();
    expect(answer).toMatchObject({ status: 200, json: { result: { ...facts, options: { n: 5 } } } });
  });

  it('lets the query name plugin and options of a form', async () => {
    const body = new FormData();
    body.append('image', new Blob([picture]), 'picture.png');
    const answer = await ask(`${url}?plugin=facts&options=${encodeURIComponent('{"n":7}')}`, {
      method: 'POST',
      body,
    });
    expect(answer).toMatchObject({ status: 200, json: { result: { options: { n: 7 } } } });
  });

  it('reads a barcode', async () => {
    const answer = await raw('plugin=barcode', 'image/png');
    expect(answer).toMatchObject({ status: 200, json: { result: { codes: [{ text: 'GATEHOUSE' }] } } });
  });

  it('leaves a job whose state and result can be read', async () => {
    const answer = await postJson(url, { plugin: 'facts', image: base64 });
    const { job_id, result, execution_time_ms } = answer.json as Record<string, unknown>; // an object, as shown above
    const job = await ask(`${url}/jobs/${String(job_id)}`);
    expect(job.status).toBe(200);
    expect(job.json).toEqual({
      job: {
        id: job_id,
        plugin: 'facts',
        status: 'SUCCESS',
        cancelled: false,
        attempts: 1,
        progress: null,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        started_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        completed_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        execution_time_ms,
        retry_of: null,
        queue_position: null,
        estimated_start_at: null,
      },
    });
    const outcome = await ask(`${url}/jobs/${String(job_id)}/result`);
    expect(outcome.json).toEqual({
      job_id,
      plugin: 'facts',
      status: 'SUCCESS',
      result,
      error: null,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      completed_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it('leaves a failed job with the very error its caller was told', async () => {
    const requestId = newRequestId();
    const answer = await postJson(url, { plugin: 'thrower', image: base64 }, { 'x-request-id': requestId });
    const { error } = answer.json as { error: { details: { job_id: string } } }; // the envelope, tested elsewhere
    const outcome = await ask(`${url}/jobs/${error.details.job_id}/result`);
    expect(outcome).toMatchObject({ status: 200, json: { status: 'FAILED', result: null } });
    expect((outcome.json as { error: unknown }).error).toEqual(error); // the key was compared above
  });
});
