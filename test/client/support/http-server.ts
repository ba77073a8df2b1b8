import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small HTTP server that is no Gatehouse. */
export interface OtherServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one on a free loopback port. */
export async function otherServer(listener: RequestListener): Promise<OtherServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // of TCP
    close: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
