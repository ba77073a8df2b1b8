import { createHash } from 'node:crypto';
import { expectEnvelope } from '../support/expect-envelope.js';
import type { Answer } from '../support/http.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer } from '../support/start-server.js';
import { AnalysisClient, leaksOf } from './support/analysis-client.js';
import { STEERED } from './support/steered-plugin.js';

const PLUGINS = { steered: STEERED, missing: { manifest: { requires: { files: ['no-such-file'] } } } };
const png = await sample('png');
const base64 = Buffer.from(png).toString('base64');

const server = await startServer({ PLUGIN_PATHS: pluginFolder(PLUGINS) });
const client = new AnalysisClient(server.url);
await client.started(Object.keys(PLUGINS));

afterAll(async () => {
  await server.close();
});

const keysOf = (value: unknown): string[] => Object.keys(value as object).sort(); // every body is an object
const jobOf = ({ json }: Answer): string => (json as { job_id: string }).job_id; // of a success

describe('POST /v1/analyze-execution [PATH-06]', () => {
  it('answers a success with exactly its keys', async () => {
    const answer = await client.analyze('steered', png, { count: 2 });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      plugin: 'steered',
      result: {
        runs: expect.any(Number) as number,
        options: { act: 'answer', count: 2 },
        mimeType: 'image/png',
        width: 64,
        height: 48,
        bytes: png.byteLength,
      },
      job_id: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      ) as string,
      status: 'SUCCESS',
      execution_time_ms: expect.any(Number) as number,
      image: {
        mime_type: 'image/png',
        width: 64,
        height: 48,
        bytes: png.byteLength,
        sha256: createHash('sha256').update(png).digest('hex'),
      },
    });
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.text)));
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  const form = new FormData();
  form.set('plugin', 'steered');
  form.set('options', '{"count":2}');
  form.set('image', new Blob([Buffer.from(png)], { type: 'image/png' }), 'picture.png');
  const json = (image: string): RequestInit => ({
    body: JSON.stringify({ plugin: 'steered', image, mime_type: 'image/png', options: { count: 2 } }),
    headers: { 'content-type': 'application/json' },
  });
  const query = `?plugin=steered&options=${encodeURIComponent('{"count":2}')}`;

  it.each<readonly [what: string, path: string, init: RequestInit]>([
    ['base64 in JSON', '', json(base64)],
    ['a data: URL in JSON', '', json(`data:image/png;base64,${base64}`)],
    ['a form', '', { body: form }],
    ['a raw body', query, { body: Buffer.from(png), headers: { 'content-type': 'image/png' } }],
  ])('takes the image as %s', async (_, path, init) => {
    const answer = await client.send(`/v1/analyze-execution${path}`, { method: 'POST', ...init });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      result: { bytes: png.byteLength, options: { act: 'answer', count: 2 } },
      image: { sha256: createHash('sha256').update(png).digest('hex') },
    });
  });

  it('answers a failure with exactly the envelope, which its job holds too [ERR-02] [JOB-02]', async () => {
    const error = expectEnvelope(await client.analyze('steered', png, { act: 'throw' }), 'PLUGIN_THREW');
    expect(error).toMatchObject({ type: 'ExecutionError', message: 'kaboom', plugin: 'steered' });
    const { json: stored } = await client.get(
      `/v1/analyze-execution/jobs/${error.details.job_id ?? ''}/result`,
    );
    expect(stored).toMatchObject({ status: 'FAILED', result: null, error });
  });

  interface Refused {
    readonly what: string;
    readonly body: unknown;
    readonly code: Parameters<typeof expectEnvelope>[1];
    /** Whether the gate refused it: then there is a job, and the plugin's errors are one more. */
    readonly counted: boolean;
    readonly pointers?: readonly string[];
    readonly plugin?: string;
  }
  const good = { plugin: 'steered', image: base64 };
  const refused: readonly Refused[] = [
    { what: 'a list', body: [], code: 'BODY_INVALID', counted: false },
    {
      what: 'no plugin',
      body: { image: base64 },
      code: 'BODY_INVALID',
      counted: false,
      pointers: ['/plugin'],
    },
    {
      what: 'an unknown field',
      body: { ...good, colour: 1 },
      code: 'BODY_INVALID',
      counted: false,
      pointers: ['/colour'],
    },
    {
      what: 'no image',
      body: { plugin: 'steered' },
      code: 'IMAGE_MISSING',
      counted: false,
      pointers: ['/image'],
    },
    { what: 'bad base64', body: { ...good, image: '*' }, code: 'IMAGE_ENCODING_INVALID', counted: false },
    {
      what: 'options that are a list',
      body: { ...good, options: [] },
      code: 'OPTIONS_MALFORMED',
      counted: false,
    },
    { what: 'no such plugin', body: { ...good, plugin: 'nobody' }, code: 'PLUGIN_NOT_FOUND', counted: false },
    {
      what: 'an empty image',
      body: { ...good, image: '' },
      code: 'IMAGE_EMPTY',
      counted: true,
      pointers: ['/image'],
    },
    {
      what: 'a false type',
      body: { ...good, mime_type: 'image/gif' },
      code: 'IMAGE_TYPE_MISMATCH',
      counted: true,
      pointers: ['/image'],
    },
    {
      what: 'bad options',
      body: { ...good, options: { count: 0 } },
      code: 'OPTIONS_INVALID',
      counted: true,
      pointers: ['/options/count'],
    },
    {
      what: 'a plugin that is unavailable',
      body: { ...good, plugin: 'missing' },
      code: 'PLUGIN_UNAVAILABLE',
      counted: true,
      plugin: 'missing',
    },
  ];

  it.each(refused)(
    'refuses $what as $code [ERR-04]',
    async ({ body, code, counted, pointers, plugin = 'steered' }) => {
      const before = await client.health(plugin);
      const error = expectEnvelope(await client.post(body), code);
      expect(error.details.job_id !== null).toBe(counted);
      if (pointers) expect(error.details.errors.map(({ pointer }) => pointer)).toEqual(pointers);
      expect(await client.health(plugin)).toMatchObject({
        state: before.state,
        success_count: before.success_count,
        error_count: before.error_count + (counted ? 1 : 0),
      });
    },
  );

  it('takes and echoes the caller’s request id, into the envelope too', async () => {
    const answer = await client.send('/v1/analyze-execution', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'mine-1' },
      body: '{"plugin":"steered","image":""}',
    });
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(expectEnvelope(answer, 'IMAGE_EMPTY').details.request_id).toBe('mine-1');
  });
});

describe('GET /v1/analyze-execution/jobs/{id} [PATH-06] [JOB-02]', () => {
  it('tells of a success with exactly its keys', async () => {
    const answered = await client.analyze('steered', png);
    const id = jobOf(answered);
    const { status, json } = await client.get(`/v1/analyze-execution/jobs/${id}`);
    expect(status).toBe(200);
    expect(json).toEqual({
      job: {
        id,
        plugin: 'steered',
        status: 'SUCCESS',
        cancelled: false,
        attempts: 1,
        progress: null,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        started_at: expect.stringMatching(/Z$/) as string,
        completed_at: expect.stringMatching(/Z$/) as string,
        execution_time_ms: (answered.json as { execution_time_ms: number }).execution_time_ms, // of a success
        retry_of: null,
        queue_position: null,
        estimated_start_at: null,
      },
    });
  });

  it('tells of a refusal that nothing ran', async () => {
    const { details } = expectEnvelope(await client.analyze('steered', new Uint8Array()), 'IMAGE_EMPTY');
    const { json } = await client.get(`/v1/analyze-execution/jobs/${details.job_id ?? ''}`);
    expect(json).toMatchObject({ job: { status: 'FAILED', cancelled: false, execution_time_ms: null } });
  });

  it('has the result beside it, with exactly its keys', async () => {
    const answered = await client.analyze('steered', png);
    const id = jobOf(answered);
    const { status, json } = await client.get(`/v1/analyze-execution/jobs/${id}/result`);
    expect(status).toBe(200);
    expect(keysOf(json)).toEqual([
      'completed_at',
      'created_at',
      'error',
      'job_id',
      'plugin',
      'result',
      'status',
    ]);
    const { result } = answered.json as { result: unknown }; // of a success
    expect(json).toMatchObject({ job_id: id, plugin: 'steered', status: 'SUCCESS', result, error: null });
  });

  it.each(['019aab12-0000-7000-8000-000000000000', 'no-uuid', '%00', '..%2f..'])(
    'finds nothing for %s',
    async (id) => {
      expectEnvelope(await client.get(`/v1/analyze-execution/jobs/${id}`), 'JOB_NOT_FOUND');
      expectEnvelope(await client.get(`/v1/analyze-execution/jobs/${id}/result`), 'JOB_NOT_FOUND');
    },
  );
});

describe('GET /v1/plugins [MET-02]', () => {
  it('shows what an execution did, and that there was exactly one [MET-01]', async () => {
    const before = await client.health('steered');
    const { json } = await client.analyze('steered', png);
    const list = (await client.get('/v1/plugins')).json as { name: string }[]; // a flat array
    const after = list.find(({ name }) => name === 'steered');
    expect(keysOf(after)).toEqual([
      'avg_execution_time_ms',
      'description',
      'error_count',
      'last_execution_time_ms',
      'last_used',
      'name',
      'reason',
      'state',
      'success_count',
      'uptime_seconds',
      'version',
    ]);
    expect(after).toMatchObject({
      state: 'INITIALIZED',
      success_count: before.success_count + 1,
      error_count: before.error_count,
    });
    const { last_execution_time_ms: ranMs } = await client.health('steered');
    expect(ranMs).toBeGreaterThan(0);
    expect(ranMs).toBeLessThanOrEqual((json as { execution_time_ms: number }).execution_time_ms + 1); // of a success
  });
});

describe('every answer [ERR-03] [ERR-05]', () => {
  it('was a 200 or a 400, and none told of stacks or paths', () => {
    expect(client.answers.length).toBeGreaterThan(40);
    const offenders = client.answers.filter(
      (answer) => ![200, 400].includes(answer.status) || leaksOf(answer).length > 0,
    );
    expect(offenders.map((answer) => [leaksOf(answer), answer.text])).toEqual([]);
  });
});
