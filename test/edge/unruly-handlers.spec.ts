import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '@gatehouse/errors';
import { expectNothingInternal } from '../support/expect-envelope.js';
import { gistOf, talk, type WireAnswer } from '../support/wire.js';
import { get, post, requestBytes } from './support/request-bytes.js';

const PROGRAM = fileURLToPath(new URL('../fixtures/programs/edge-server.mjs', import.meta.url));

let program: ChildProcess;
let port: number;
let names: readonly string[];

beforeAll(async () => {
  program = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (program.stdout === null) throw new Error('stdout is a pipe, see above');
  const [line] = (await once(program.stdout, 'data')) as [Buffer]; // the first thing it says
  ({ port, names } = JSON.parse(line.toString()) as { port: number; names: readonly string[] }); // as the program prints it
});
afterAll(async () => {
  program.kill('SIGKILL');
  await once(program, 'close');
});

async function askFor(path: string, method = 'GET'): Promise<WireAnswer> {
  const bytes = requestBytes(`${method} /${path} HTTP/1.1`);
  const { answers, rest, ending } = await talk(port, [bytes], { answers: 1, methods: [method] });
  expect({ rest: rest.toString('latin1'), ending: ending === 'reset' }).toEqual({ rest: '', ending: false });
  const [answer] = answers;
  if (answer === undefined) throw new Error('there is no answer');
  return answer;
}

/** By name of the handler: the body of its whole 200, or the code of the 400 that it becomes. */
const BECOMES: Readonly<Record<string, { body: string } | ErrorCode>> = {
  fine: { body: '{"fine":true}' },
  'fine-text': { body: 'fine' },
  'fine-bytes': { body: '\x01\x02\x03' },
  'fine-empty': { body: '' },
  'fine-late': { body: '{}' },
  'fine-in-pieces': { body: 'abc' },
  'fine-by-head': { body: 'x' },
  'fine-by-list': { body: 'x' },
  'fine-stream': { body: 'abc' },
  'fine-chunked': { body: 'x' },
  'fine-reason': { body: 'x' },
  'fine-twice': { body: '{"first":true}' },
  'fine-then-throws': { body: '{"first":true}' },
  'fine-hints': { body: 'x' },
  ...Object.fromEntries(
    [201, 202, 203, 204, 205, 206, 300, 304, 401, 403, 418, 500, 599].map((status) => [
      `status-${status}`,
      'INTERNAL_ERROR' as const,
    ]),
  ),
  'status-400': 'REQUEST_MALFORMED',
  'status-404': 'ROUTE_NOT_FOUND',
  'status-405': 'ROUTE_NOT_FOUND',
  'status-408': 'REQUEST_TIMED_OUT',
  'status-413': 'BODY_TOO_LARGE',
  'status-415': 'CONTENT_TYPE_UNSUPPORTED',
  'status-417': 'PROTOCOL_UNSUPPORTED',
  'status-429': 'QUEUE_FULL',
  'status-503': 'NOT_READY',
  redirect: 'INTERNAL_ERROR',
  'redirect-forever': 'INTERNAL_ERROR',
  created: 'INTERNAL_ERROR',
  'bare-404': 'ROUTE_NOT_FOUND',
  'html-400': 'REQUEST_MALFORMED',
  'json-400': 'REQUEST_MALFORMED',
  'half-envelope': 'REQUEST_MALFORMED',
  'envelope-and-more': 'REQUEST_MALFORMED',
  'stale-headers': 'ROUTE_NOT_FOUND',
  'retry-after': 'QUEUE_FULL',
  'next-route': 'ROUTE_NOT_FOUND',
  // thrown in Express itself, nothing means that the next handler is asked
  'throws-null': 'ROUTE_NOT_FOUND',
  'throws-undefined': 'ROUTE_NOT_FOUND',
  'stray-after': { body: '{}' },
  never: 'ANSWER_TIMED_OUT',
  'never-half-way': 'ANSWER_TIMED_OUT',
  'never-ending': 'ANSWER_TIMED_OUT',
  'events-late': { body: '{}' },
};
const APART = ['fine-file', 'stray-body', 'events', 'events-broken', 'reads-half-its-request'];

describe('what handlers do', () => {
  it('is known of each', () => {
    // whatever is not named in the table is a failure of ours, and is tested as such below
    expect(Object.keys(BECOMES).filter((name) => !names.includes(name))).toEqual([]);
    expect(APART.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(80);
  });

  it('becomes one whole 200 or one whole 400', async () => {
    const told: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const name of names.filter((name) => !APART.includes(name))) {
      const answer = await askFor(name);
      const becomes = BECOMES[name] ?? 'INTERNAL_ERROR';
      const gist = gistOf(answer);
      told[name] = gist === 200 ? { body: answer.body.toString('latin1') } : gist;
      expected[name] = becomes;
      if (gist !== 200) expectNothingInternal(answer.body.toString());
      expect(answer.body.toString()).not.toContain('secret');
    }
    expect(told).toEqual(expected);
  });

  it('of HEAD requests too', async () => {
    const told: Record<string, unknown> = {};
    for (const name of ['fine', 'fine-stream', 'status-204', 'throws', 'never', 'json-400', 'destroys']) {
      told[name] = (await askFor(name, 'HEAD')).status;
    }
    expect(told).toEqual({
      fine: 200,
      'fine-stream': 200,
      'status-204': 400,
      throws: 400,
      never: 400,
      'json-400': 400,
      destroys: 400,
    });
  });

  it('leaves no header of an answer that did not come to be', async () => {
    const { headers } = await askFor('stale-headers');
    const stale = ['content-encoding', 'etag', 'location', 'set-cookie', 'transfer-encoding'];
    expect(stale.filter((name) => headers.has(name))).toEqual([]);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('tells when to come again, in both places', async () => {
    const { headers, body } = await askFor('retry-after');
    expect(headers.get('retry-after')).toBe('7');
    expect(JSON.parse(body.toString())).toMatchObject({ error: { details: { retry_after_ms: 7000 } } });
  });

  it('sends a file whole', async () => {
    expect((await askFor('fine-file')).body).toEqual(readFileSync(PROGRAM));
  });

  it('with half a body does not cost the other half its answer', async () => {
    const bytes = post('/reads-half-its-request', 'text/plain', 'x'.repeat(500_000));
    const { answers, ending } = await talk(port, [bytes]);
    expect({ ending, says: answers.map(gistOf) }).toEqual({ ending: 'end', says: [200] });
  });

  it('costs nobody else anything', async () => {
    const worst = ['stray-timer', 'stray-rejection', 'destroys', 'throws-a-proxy', 'never', 'stray-file'];
    const requests = Array.from({ length: 120 }, (_, index) => worst[index % 12] ?? 'fine-late');
    const gists = await Promise.all(requests.map(async (name) => gistOf(await askFor(name))));
    expect(gists.filter((gist, index) => (requests[index] === 'fine-late') !== (gist === 200))).toEqual([]);
    expect(gists.filter((gist) => gist === 200)).toHaveLength(60);
  });

  it('does not disturb the order of a pipeline', async () => {
    const order = ['never', 'fine', 'stray-timer', 'fine-late', 'destroys', 'fine'];
    const { answers } = await talk(port, [Buffer.concat(order.map((name) => get(`/${name}`)))], {
      answers: 6,
    });
    expect(answers.map(gistOf)).toEqual([
      'ANSWER_TIMED_OUT',
      200,
      'INTERNAL_ERROR',
      200,
      'INTERNAL_ERROR',
      200,
    ]);
  });

  it('to a body in the making ends in an answer all the same', async () => {
    const bytes = post('/stray-body', 'text/plain', 'x'.repeat(200_000));
    const { answers } = await talk(port, [bytes], { answers: 1 });
    expect(answers.map(gistOf)).toEqual(['INTERNAL_ERROR']);
  });

  it('ends in an answer also where the filter fails', async () => {
    expect(gistOf(await askFor('filter-fails'))).toBe('INTERNAL_ERROR');
  });
});

describe('the event stream', () => {
  async function stream(name: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.write(get(`/${name}`, ['Connection: close']));
    return text(socket);
  }

  it('is on the wire as it is told, and whole when it ends', async () => {
    const said = await stream('events');
    expect(said).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(said).toContain('data: 1\n\n');
    expect(said).toContain('data: 2\n\n');
    expect(said).toMatch(/\r\n0\r\n\r\n$/);
    expect(said).toMatch(/\r\nx-request-id: /i);
  });

  it('is cut where it fails, so that nobody takes it for whole', async () => {
    const said = await stream('events-broken');
    expect(said).toContain('data: 1\n\n');
    expect(said).not.toMatch(/\r\n0\r\n\r\n$/);
    expect(said).not.toContain('INTERNAL_ERROR');
  });
});
