import net from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { scrubProcess } from '../../../libs/sandbox/src/program/scrub-process.js';
import { keepProperties } from '../support/kept-properties.js';

const REACHES_OTHERS = ['kill', '_kill', '_debugProcess', '_debugEnd'] as const;
const NOWHERE = join(os.tmpdir(), 'none');
const putBack = keepProperties([
  [process, ...REACHES_OTHERS],
  [os, 'setPriority'],
  [net.Socket.prototype, 'connect'],
  [net.Server.prototype, 'listen'],
]);
beforeAll(scrubProcess);
afterAll(putBack);

describe('a scrubbed process', () => {
  it.each(REACHES_OTHERS)('has no process.%s', (name) => {
    expect(name in process).toBe(false);
  });

  it('changes no priority', () => {
    expect(() => {
      os.setPriority(0);
    }).toThrow('setPriority is not allowed in a sandbox');
  });

  it.each<readonly [string, () => unknown]>([
    ['connects to a path', () => net.connect(NOWHERE)],
    ['connects to a path in options', () => new net.Socket().connect({ path: NOWHERE })],
    ['listens at a path', () => net.createServer().listen(NOWHERE)],
    ['listens at a path in options', () => net.createServer().listen({ path: NOWHERE })],
  ])('%s: refused', (_what, begin) => {
    expect(begin).toThrow('Sockets with a path are not allowed in a sandbox.');
  });

  it.each<readonly [string, (server: net.Server) => net.Server]>([
    ['a number', (server) => server.listen(0, '127.0.0.1')],
    ['digits', (server) => server.listen('0' as unknown as number)], // as JavaScript may
    ['options', (server) => server.listen({ port: 0, host: '127.0.0.1' })],
  ])('listens at a port that is %s, and connects to it', async (_what, listen) => {
    const server = net.createServer((socket) => socket.end('hello'));
    await new Promise((resolve) => listen(server).once('listening', resolve));
    const { port } = server.address() as net.AddressInfo; // it listens on TCP
    const heard = await new Promise<string>((resolve, reject) => {
      net
        .connect(port, '127.0.0.1')
        .once('data', (bytes) => {
          resolve(String(bytes));
        })
        .once('error', reject);
    });
    server.close();
    expect(heard).toBe('hello');
  });
});
