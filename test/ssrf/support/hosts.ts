import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';

/** What stands for the public internet in these tests: a loopback address of its own. */
export const STRANGER = '127.0.0.2';

/** Where nobody may ever arrive, and a stranger at the same port where everybody may. */
export interface Hosts {
  readonly port: number;
  /** Each connection that the canary was ever made: to which address it came. */
  readonly touches: string[];
  /** The head of each request that the stranger was sent. */
  readonly visits: readonly Visit[];
  /** Connections to the stranger that are open. */
  open(): number;
  close(): Promise<void>;
}

/** A request as it reached the stranger. */
export interface Visit {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** What the stranger does with a request. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** Opens both, on one port. */
export async function openHosts(answer: Answerer): Promise<Hosts> {
  const touches: string[] = [];
  const visits: Visit[] = [];
  const sockets = new Set<Socket>();
  const canary = (): Server =>
    createServer((socket) => {
      touches.push(socket.localAddress ?? '');
      socket.on('error', () => undefined).resume();
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret');
    });
  const stranger = createHttpServer((request, response) => {
    visits.push({ path: request.url ?? '', headers: request.headers });
    answer(request, response);
  }).on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => sockets.delete(socket));
  });
  const first = canary();
  await listening(first, 0, '127.0.0.1');
  const port = portOf(first);
  const servers = [first, stranger];
  await listening(stranger, port, STRANGER);
  const second = canary();
  // some machines have no IPv6
  if (await listening(second, port, '::1').catch(() => null)) servers.push(second);
  return {
    port,
    touches,
    visits,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Waits until a server listens. */
export async function listening(server: Server, port: number, host: string): Promise<Server> {
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen on a port');
  return address.port;
}
