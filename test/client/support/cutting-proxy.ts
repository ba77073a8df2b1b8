import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How a connection goes: how many bytes of the answers pass before it breaks, or `whole`. */
export type Fate = number | 'whole';

/** A wire to a server that breaks when it is told to. */
export interface CuttingProxy {
  /** Where clients find it. */
  readonly url: string;
  /** How many connections were made so far. */
  readonly count: () => number;
  /** How many are open to the server now. */
  readonly open: () => number;
  close(): Promise<void>;
}

/**
 * Starts one on a free loopback port.
 *
 * @param to the URL of the server
 * @param fateOf what becomes of each connection, counted from 0
 */
export async function cuttingProxy(to: string, fateOf: (index: number) => Fate): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const target = connect(Number(new URL(to).port), '127.0.0.1');
    sockets.add(target);
    let left = fateOf(count++);
    const cut = (): void => {
      client.resetAndDestroy();
      target.destroy();
      sockets.delete(target);
    };
    for (const socket of [client, target]) socket.on('error', cut).on('close', cut);
    client.pipe(target);
    target.on('data', (chunk: Buffer) => {
      if (left === 'whole') return void client.write(chunk);
      const passing = chunk.subarray(0, left);
      left -= passing.length;
      client.write(passing, () => {
        if (left === 0) cut();
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // of TCP
    count: () => count,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
