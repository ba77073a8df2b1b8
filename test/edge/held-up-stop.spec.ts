import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { EdgeServer } from '@gatehouse/http-edge';
import { gistOf, readAnswers } from '../support/wire.js';
import { get } from './support/request-bytes.js';

/*
 * A server whose event loop is held up while it stops: its timers are due before it has looked at its sockets.
 */

const LIMITS = {
  headersTimeoutMs: 5000,
  bodyIdleTimeoutMs: 5000,
  requestTimeoutMs: 5000,
  answerTimeoutMs: 5000,
  maxBodyBytes: 1000,
};

/**
 * In a thread of its own, for it acts while this one is held up: connects at 1, sends a request on each connection
 * at 2, tells what came on each.
 */
const CLIENT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { connect } = require('node:net');
  const { once } = require('node:events');
  const { steps, port, request, count } = workerData;
  const reach = (step) => { Atomics.store(steps, 0, step); Atomics.notify(steps, 0); };
  const wanted = (step) => { while (Atomics.load(steps, 1) < step) Atomics.wait(steps, 1, Atomics.load(steps, 1)); };
  wanted(1);
  const open = async () => {
    const chunks = [];
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await once(socket, 'connect');
    return { socket, heard: closed.then(() => Buffer.concat(chunks)) };
  };
  (async () => {
    const callers = await Promise.all(Array.from({ length: count }, open));
    reach(1);
    wanted(2);
    await Promise.all(callers.map(({ socket }) => new Promise((done) => socket.write(request, done))));
    reach(2);
    parentPort.postMessage(await Promise.all(callers.map(({ heard }) => heard)));
  })();
`;

/** Whether the other thread is told to, and has, taken so many steps. */
class Client {
  private readonly steps = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;
  /** What came on each connection. */
  readonly heard: Promise<(200 | string)[][]>;

  constructor(port: number, count: number) {
    const workerData = { steps: this.steps, port, request: get('/'), count };
    this.worker = new Worker(CLIENT, { eval: true, workerData });
    this.heard = once(this.worker, 'message').then(([heard]: Uint8Array[][]) =>
      (heard ?? []).map((bytes) => readAnswers(Buffer.from(bytes), []).answers.map(gistOf)),
    );
  }

  /** Lets it take a step, and holds up this thread until it has. */
  takeStep(step: number): void {
    Atomics.store(this.steps, 1, step);
    Atomics.notify(this.steps, 1);
    const end = performance.now() + 5000;
    while (Atomics.load(this.steps, 0) < step) {
      if (performance.now() > end) throw new Error(`step ${step} was not taken`);
      Atomics.wait(this.steps, 0, Atomics.load(this.steps, 0), 50);
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

function holdUp(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

let edge: EdgeServer;
let client: Client | undefined;

function clientOf(count: number): Client {
  client = new Client((edge.server.address() as AddressInfo).port, count); // a TCP server has such an address
  return client;
}

beforeEach(async () => {
  edge = new EdgeServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  }, LIMITS);
  edge.server.listen(0, '127.0.0.1');
  await once(edge.server, 'listening');
});
afterEach(async () => {
  await client?.end();
  await edge.stop();
});

describe('a server that is held up while it stops', () => {
  it.each([1, 30])(
    'answers on %i connections that it had not looked at when it was to close its door',
    async (count) => {
      const client = clientOf(count);
      await turn();
      const stopped = edge.stop({ lameDuckMs: 50, drainMs: 3000 });
      client.takeStep(1);
      client.takeStep(2);
      holdUp(200);
      await expect(client.heard).resolves.toEqual(Array.from({ length: count }, () => [200]));
      await stopped;
    },
  );

  it('answers on a connection that was quiet until it was held up', async () => {
    const client = clientOf(1);
    await turn();
    client.takeStep(1);
    await once(edge.server, 'connection');
    const stopped = edge.stop({ lameDuckMs: 0, drainMs: 3000 });
    await sleep(10); // it was looked at once, and is quiet; much longer, and it would be ended
    await turn();
    client.takeStep(2);
    holdUp(300);
    await expect(client.heard).resolves.toEqual([[200]]);
    await stopped;
  });
});
