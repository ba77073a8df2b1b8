import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { EdgeServer, EventStream, type ServerEvent } from '@gatehouse/http-edge';
import { EventReader } from '../jobs-http/support/event-reader.js';
import { until } from '../support/until.js';

Logger.overrideLogger(false); // what these tests bring about on purpose would bury warnings that matter

const LIMITS = {
  headersTimeoutMs: 5000,
  bodyIdleTimeoutMs: 5000,
  requestTimeoutMs: 5000,
  answerTimeoutMs: 5000,
  maxBodyBytes: 1000,
};
const TIMES = { heartbeatMs: 50, takeMs: 500 };
/** More than all buffers between two sockets of this machine hold. */
const BULK = 'x'.repeat(1_000_000);
const AMPLE = 100;

/** What a source has given, and whether it was told that nobody asks any more. */
interface Source {
  given: number;
  isOver: boolean;
  signal: AbortSignal | null;
}

type Events = (source: Source, signal: AbortSignal) => AsyncIterable<ServerEvent>;

async function* counted(source: Source, count: number, data: string): AsyncGenerator<ServerEvent> {
  try {
    while (source.given < count) {
      source.given++;
      await Promise.resolve();
      yield { id: source.given, event: 'state', data: { data } };
    }
  } finally {
    source.isOver = true;
  }
}

async function* silent(source: Source, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  yield* counted(source, 1, 'first');
  await once(signal, 'abort').catch(() => undefined);
}

const edges: EdgeServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(edges.splice(0).map((edge) => edge.stop({ lameDuckMs: 0, drainMs: 0 })));
});

/** A server that streams what it is given, and a listener at it. */
async function listen(
  events: Events,
  times = TIMES,
): Promise<{ edge: EdgeServer; source: Source; reader: EventReader }> {
  const source: Source = { given: 0, isOver: false, signal: null };
  const edge = new EdgeServer((request) => {
    const stream = new EventStream(request, times);
    source.signal = stream.signal;
    void stream.send(events(source, stream.signal));
  }, LIMITS);
  edges.push(edge);
  edge.server.listen(0, '127.0.0.1');
  await once(edge.server, 'listening');
  const { port } = edge.server.address() as AddressInfo; // it listens on a port
  const reader = await EventReader.open(`http://127.0.0.1:${port}`, '/');
  sockets.push(reader.socket);
  return { edge, source, reader };
}

describe('a stream of events', () => {
  it('is whole when its source ends', async () => {
    const { reader, source } = await listen((own) => counted(own, 3, 'a\n\nb'));
    const events = await reader.untilOver();
    expect(events.map(({ id, data }) => [id, data])).toEqual([1, 2, 3].map((id) => [id, { data: 'a\n\nb' }]));
    expect([reader.isWhole, source.isOver]).toEqual([true, true]);
  });

  it('shows signs of life while nothing happens', async () => {
    const { reader } = await listen(silent);
    await until(() => reader.body.split('\n\n').filter((block) => block === ':').length >= 3);
    expect(reader.events).toHaveLength(1);
  });

  it('asks no more of its source than its client takes', async () => {
    const { reader, source } = await listen((own) => counted(own, AMPLE, BULK));
    await until(() => source.given > 1);
    reader.socket.pause();
    let before = -1;
    await until(async () => {
      const stands = before === source.given;
      before = source.given;
      await sleep(100);
      return stands;
    });
    expect(source.given).toBeLessThan(AMPLE / 2);
  });

  it('that is not taken is cut, and its source is told', async () => {
    const { reader, source } = await listen((own) => counted(own, AMPLE, BULK));
    reader.socket.pause();
    await until(() => source.isOver);
    expect(source.given).toBeLessThan(AMPLE);
    reader.socket.resume();
    await until(() => reader.isClosed);
    expect(reader.isWhole).toBe(false);
  });

  it('is taken slowly by who reads slowly, and whole', async () => {
    const { reader } = await listen((own) => counted(own, 8, BULK));
    const timer = setInterval(() => {
      if (reader.socket.isPaused()) reader.socket.resume();
      else reader.socket.pause();
    }, 30);
    const events = await reader.untilOver();
    clearInterval(timer);
    expect([events.length, reader.isWhole]).toEqual([8, true]);
  });

  it('is cut where its source fails, so that nobody takes it for whole', async () => {
    const { reader } = await listen(async function* (own) {
      yield* counted(own, 2, 'a');
      await sleep(100); // else what was said before is cut with it
      throw new Error('half-way');
    });
    await until(() => reader.isClosed);
    expect(reader.events).toHaveLength(2);
    expect(reader.isWhole).toBe(false);
  });

  it('ends its source when the client leaves', async () => {
    const { reader, source } = await listen(silent);
    await reader.untilEvent(() => true);
    reader.socket.destroy();
    await until(() => source.signal?.aborted === true);
  });

  it('is ended in good order when the server is stopped, and at once', async () => {
    const { edge, reader } = await listen(silent);
    await reader.untilEvent(() => true);
    const before = performance.now();
    await edge.stop({ lameDuckMs: 0, drainMs: 20_000 });
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(reader.isWhole).toBe(true);
  });

  it('that is not taken does not keep the server from stopping', async () => {
    const { edge, reader, source } = await listen((own) => counted(own, AMPLE, BULK), {
      heartbeatMs: 50,
      takeMs: 60_000,
    });
    reader.socket.pause();
    await until(() => source.given > 1);
    const before = performance.now();
    await edge.stop({ lameDuckMs: 0, drainMs: 20_000 });
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
