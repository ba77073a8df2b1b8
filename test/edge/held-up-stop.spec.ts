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

/** In a thread of its own, for it acts while this one is held up: connects at 1, sends a request at 2, tells what came. */
const CLIENT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { connect } = require('node:net');
  const { steps, port, request } = workerData;
  const reach = (step) => { Atomics.store(steps, 0, step); Atomics.notify(steps, 0); };
  const wanted = (step) => { while (Atomics.load(steps, 1) < step) Atomics.wait(steps, 1, Atomics.load(steps, 1)); };
  wanted(1);
  const heard = [];
  const socket = connect(port, '127.0.0.1', () => {
    reach(1);
    wanted(2);
    socket.write(request, () => reach(2));
  });
  socket.on('data', (chunk) => heard.push(chunk)).on('error', () => undefined);
  socket.on('close', () => parentPort.postMessage(Buffer.concat(heard)));
`;

/** Whether the other thread is told to, and has, taken so many steps. */
class Client {
  private readonly steps = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;
  readonly heard: Promise<(200 | string)[]>;

  constructor(port: number) {
    const workerData = { steps: this.steps, port, request: get('/') };
    this.worker = new Worker(CLIENT, { eval: true, workerData });
    this.heard = once(this.worker, 'message').then(([bytes]: Uint8Array[]) =>
      readAnswers(Buffer.from(bytes ?? []), []).answers.map(gistOf),
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
let client: Client;

beforeEach(async () => {
  edge = new EdgeServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  }, LIMITS);
  edge.server.listen(0, '127.0.0.1');
  await once(edge.server, 'listening');
  client = new Client((edge.server.address() as AddressInfo).port); // a TCP server has such an address
});
afterEach(async () => {
  await client.end();
  await edge.stop();
});

describe('a server that is held up while it stops', () => {
  it('answers on a connection that it had not looked at when it was to close its door', async () => {
    await turn();
    const stopped = edge.stop({ lameDuckMs: 50, drainMs: 3000 });
    client.takeStep(1);
    client.takeStep(2);
    holdUp(200);
    await expect(client.heard).resolves.toEqual([200]);
    await stopped;
  });

  it('answers on a connection that was quiet until it was held up', async () => {
    await turn();
    client.takeStep(1);
    await once(edge.server, 'connection');
    const stopped = edge.stop({ lameDuckMs: 0, drainMs: 3000 });
    await sleep(60);
    await turn();
    client.takeStep(2);
    holdUp(300);
    await expect(client.heard).resolves.toEqual([200]);
    await stopped;
  });
});
