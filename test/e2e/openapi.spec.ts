import type { JsonObject } from '@gatehouse/contracts';
import { follow, nodeAt, operationsOf, peek, textFrom } from '../support/contract/document-nodes.js';
import { prefilledRequests } from '../support/contract/prefilled-requests.js';
import { ask, sample } from '../support/http.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { ALL_PLUGINS } from '../support/light-plugins.js';

/** What is not to be had of the job that the examples name, because it is finished. */
const NOT_OF_A_FINISHED_JOB: Readonly<Record<string, string>> = {
  'DELETE /v1/analyze-execution/jobs/{id}': 'JOB_ALREADY_FINISHED',
  'POST /v1/analyze-execution/jobs/{id}/retry': 'JOB_NOT_REPEATABLE',
};

/** What differs from one execution to the next. */
const PASSING = new Set(['job_id', 'execution_time_ms']);

let server: RunningServer;
let document: JsonObject;

beforeAll(async () => {
  server = await startServer(ALL_PLUGINS);
  document = (await ask(`${server.url}/openapi.json`)).json as JsonObject; // parsed JSON of an object
});
afterAll(() => server.close());

/** A job that is finished. */
async function newJob(): Promise<string> {
  const answer = await ask(`${server.url}/v1/analyze-execution?plugin=barcode`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: sample('qr-tiny.png'),
  });
  return textFrom(peek(answer.json as JsonObject, 'job_id')); // the server's own JSON
}

function withoutPassing(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json, (key, value: unknown) => (PASSING.has(key) ? typeof value : value)));
}

describe('what /openapi.json fills in', () => {
  it('is answered 200 as it stands, by every operation that a finished job can be asked of', async () => {
    const offenders: string[] = [];
    let sent = 0;
    for (const operation of operationsOf(document)) {
      for (const { name, path, init } of prefilledRequests(document, operation, { id: await newJob() })) {
        const answer = await ask(server.url + path, init);
        sent++;
        const refusal = NOT_OF_A_FINISHED_JOB[`${operation.method} ${operation.path}`];
        const isExpected =
          refusal === undefined ? answer.status === 200 : answer.text.includes(`"${refusal}"`);
        if (!isExpected) offenders.push(`${name}: ${answer.text}`);
      }
    }
    expect(offenders).toEqual([]);
    expect(sent).toBeGreaterThan(20);
  });

  it('asks every plugin that ships, with all the options their manifests show', () => {
    const analyze = nodeAt(document, 'paths', '/v1/analyze-execution', 'post');
    const examples = nodeAt(analyze, 'requestBody', 'content', 'application/json', 'examples');
    const asked = Object.values(examples).map((example) => peek(example, 'value', 'plugin'));
    expect([...new Set(asked)].sort()).toEqual([
      'barcode',
      'detect',
      'faces',
      'metadata',
      'ocr',
      'palette',
      'quality',
      'similarity',
    ]);
    expect(Object.keys(examples)).toEqual([
      'base64',
      'data_url',
      'barcode',
      'barcode_2',
      'detect',
      'detect_2',
      'faces',
      'metadata',
      'ocr',
      'ocr_2',
      'palette',
      'palette_2',
      'quality',
      'quality_2',
      'similarity',
      'similarity_2',
    ]);
  });

  it('shows the very answer to the sample', async () => {
    const operation = operationsOf(document).find(({ path }) => path === '/v1/analyze-execution');
    if (operation === undefined) throw new Error('there is no such operation');
    const [request] = prefilledRequests(document, operation);
    const answer = await ask(server.url + (request?.path ?? ''), request?.init);
    const media = nodeAt(operation.operation, 'responses', '200', 'content', 'application/json');
    expect(withoutPassing(answer.json)).toEqual(withoutPassing(media['example']));
  });

  it('has the picture of docs/samples for a file', async () => {
    const answer = await fetch(`${server.url}/docs/sample.png`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(sample('qr-tiny.png'));
  });

  it('names for a plugin those that there are', () => {
    const form = nodeAt(
      document,
      'paths',
      '/v1/analyze-execution',
      'post',
      'requestBody',
      'content',
      'multipart/form-data',
    );
    const plugin = nodeAt(follow(document, form['schema']), 'properties', 'plugin');
    expect(plugin['enum']).toEqual([
      'barcode',
      'detect',
      'faces',
      'metadata',
      'ocr',
      'palette',
      'quality',
      'similarity',
    ]);
  });
});
