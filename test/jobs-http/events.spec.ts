import { once } from 'node:events';
import { connect } from 'node:net';
import { newJobId } from '@gatehouse/jobs';
import { get } from '../edge/support/request-bytes.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import { ask, type Answer } from '../support/http.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import { until } from '../support/until.js';
import { talk } from '../support/wire.js';
import { EventReader, type ReadEvent } from './support/event-reader.js';
import { JobsClient } from './support/jobs-client.js';
import { pacedWith } from './support/paced-plugin.js';

const folder = pluginFolder({ paced: pacedWith() });

let server: RunningServer;
let client: JobsClient;

beforeAll(async () => {
  server = await startServer({ PLUGIN_PATHS: folder, PLUGIN_ONLY: 'paced', JOB_CONCURRENCY: '1' });
  client = new JobsClient(server.url);
  await client.started('paced');
});
afterAll(() => server.close());

const pathOf = (id: string): string => `/v1/analyze-execution/jobs/${id}/events`;

function listen(id: string, after?: number | string): Promise<EventReader> {
  const headers = after === undefined ? [] : [`Last-Event-ID: ${after}`];
  return EventReader.open(server.url, pathOf(id), headers);
}

function refusal(id: string, after: string): Promise<Answer> {
  return ask(server.url + pathOf(id), { headers: { 'last-event-id': after } });
}

const statesOf = (events: readonly ReadEvent[]): unknown[] =>
  events.filter(({ event }) => event === 'state').map(({ data }) => data['status']);

describe('the events of a job', () => {
  it('tell every state and how far the plugin is, in order and without gaps, and end with the last state', async () => {
    const blocker = await client.submit('paced', { ms: 500 });
    const id = await client.submit('paced', { ms: 1500, steps: 5 });
    const reader = await listen(id);
    const events = await reader.untilOver();
    expect(reader.isWhole).toBe(true);
    expect(reader.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(reader.text).toMatch(/\r\nContent-Type: text\/event-stream; charset=utf-8\r\n/);
    expect(reader.text).toMatch(/\r\nX-Request-Id: /i);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    expect(statesOf(events)).toEqual(['PENDING', 'RUNNING', 'SUCCESS']);
    const at = expect.stringMatching(/^\d{4}-.*Z$/) as string; // a matcher, typed as what it matches
    expect(events.at(-1)?.data).toEqual({ job_id: id, status: 'SUCCESS', attempt: 1, at, error: null });
    const progress = events.filter(({ event }) => event === 'progress');
    expect(progress.length).toBeGreaterThan(0);
    for (const { data } of progress) {
      expect(data).toEqual({
        job_id: id,
        status: 'RUNNING',
        attempt: 1,
        at,
        progress: expect.any(Number) as number, // a matcher, typed as what it matches
        message: expect.stringMatching(/^step \d$/) as string, // a matcher, typed as what it matches
      });
    }
    await client.finals([blocker]);
  });

  it('hold the five-key error of a job that failed', async () => {
    const id = await client.submit('paced', { fail: true });
    const events = await (await listen(id)).untilOver();
    const { error } = await client.result(id);
    expect(events.at(-1)).toMatchObject({ event: 'state', data: { status: 'FAILED', error } });
    expect(Object.keys(error ?? {}).sort()).toEqual(['details', 'message', 'plugin', 'timestamp', 'type']);
  });

  it('end with the cancellation', async () => {
    const id = await client.submit('paced', { ms: 60_000 });
    const reader = await listen(id);
    await reader.untilEvent(({ data }) => data['status'] === 'RUNNING');
    await client.cancel(id);
    const last = (await reader.untilOver()).at(-1);
    expect(last?.data).toMatchObject({
      status: 'FAILED',
      error: { details: { code: 'EXECUTION_CANCELLED' } },
    });
  });

  it('are the same for who comes after the end, and go on after any of them', async () => {
    const id = await client.submit('paced', { ms: 600, steps: 3 });
    const live = await (await listen(id)).untilOver();
    const [first] = live;
    expect(await (await listen(id)).untilOver()).toEqual(live);
    for (const { id: sequence } of live.slice(0, -1)) {
      expect(await (await listen(id, sequence)).untilOver()).toEqual(live.slice(sequence));
    }
    expect(await (await listen(id, 0)).untilOver()).toEqual(live);
    expect(first?.data['status']).toBe('PENDING');
  });

  it('are missed by nobody who loses the connection and comes again', async () => {
    const id = await client.submit('paced', { ms: 2000, steps: 8 });
    const heard: ReadEvent[] = [];
    while (heard.at(-1)?.data['status'] !== 'SUCCESS') {
      const reader = await listen(id, heard.at(-1)?.id ?? 0);
      await until(() => reader.events.length > 0 || reader.isClosed);
      heard.push(...reader.events);
      reader.socket.destroy();
    }
    expect(heard).toEqual(await (await listen(id)).untilOver());
  });

  it('beyond the last are refused, so that browsers stop', async () => {
    const id = await client.submit('paced');
    const events = await (await listen(id)).untilOver();
    for (const after of [events.length, events.length + 1, 999_999]) {
      const { message } = expectEnvelope(await refusal(id, String(after)), 'EVENTS_ENDED');
      expect(message).toContain(id);
    }
  });

  it.each(['-1', '1.5', 'abc', '9999999999999999', '1, 2'])(
    'are refused after what is no event: %s',
    async (after) => {
      expectEnvelope(await refusal(await client.submit('paced'), after), 'EVENT_ID_INVALID');
    },
  );

  it.each([newJobId(), 'nonesuch'])('of a job that there is not are refused: %s', async (id) => {
    expectEnvelope(await ask(server.url + pathOf(id)), 'JOB_NOT_FOUND');
  });

  it('are heard by many at once', async () => {
    const id = await client.submit('paced', { ms: 500, steps: 4 });
    const readers = await Promise.all(Array.from({ length: 25 }, () => listen(id)));
    const heard = await Promise.all(readers.map((reader) => reader.untilOver()));
    expect(heard[0]?.length).toBeGreaterThan(2);
    expect(heard).toEqual(heard.map(() => heard[0]));
  });

  it('are not told to HEAD, which is whole', async () => {
    const id = await client.submit('paced');
    const request = Buffer.from(get(pathOf(id)).toString().replace('GET', 'HEAD'));
    const { answers, rest } = await talk(Number(new URL(server.url).port), [request], {
      answers: 1,
      methods: ['HEAD'],
    });
    expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
      [200, 'text/event-stream; charset=utf-8'],
    ]);
    expect(rest).toHaveLength(0);
  });

  it('leave nothing behind of listeners that went', async () => {
    const id = await client.submit('paced', { ms: 60_000 });
    const open = async (): Promise<number> =>
      new Promise((resolve, reject) => {
        server.app.getHttpServer().getConnections((error: Error | null, count: number) => {
          if (error === null) resolve(count);
          else reject(error);
        });
      });
    const before = await open();
    const sockets = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.write(get(pathOf(id)));
        await once(socket, 'data');
        return socket;
      }),
    );
    for (const socket of sockets) socket.destroy();
    await until(async () => (await open()) <= before);
    await client.cancel(id);
  });
});
