import type { DatabaseSync } from 'node:sqlite';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { BatchWriter } from './batch-writer.js';
import type { WriterMessage, WriteUnit } from './writer-protocol.js';

/** Keeps one commit, and so the wait of its first unit, short. */
const MAX_BATCH_UNITS = 512;

/**
 * Writes what arrives on a port, in the order of its arrival, and answers a batch with one message. At `close` it
 * closes the database and the port.
 */
export function serveWriter(port: MessagePort, db: DatabaseSync): void {
  const writer = new BatchWriter(db);
  const take = (first: WriterMessage): void => {
    const batch = drain(port, first);
    if (batch.units.length > 0) port.postMessage(writer.write(batch.units));
    if (!batch.closing) return;
    port.off('message', take); // a port that is closing still delivers
    db.close();
    port.close();
  };
  port.on('message', take);
}

/** Everything that waits already, up to the bound or a message over it; what is left over comes as further messages. */
function drain(
  port: MessagePort,
  first: WriterMessage,
): { readonly units: readonly WriteUnit[]; readonly closing: boolean } {
  const units: WriteUnit[] = [];
  let message: WriterMessage | undefined = first;
  while (message !== undefined && message !== 'close') {
    units.push(...message);
    if (units.length >= MAX_BATCH_UNITS) break;
    message = receive(port);
  }
  return { units, closing: message === 'close' };
}

function receive(port: MessagePort): WriterMessage | undefined {
  const received = receiveMessageOnPort(port) as { message: WriterMessage } | undefined; // only Writer holds the other end
  return received?.message;
}
