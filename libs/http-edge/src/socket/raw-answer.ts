import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { toErrorEnvelope, type GatehouseError } from '@gatehouse/errors';
import { errorAnswer } from '../wire-gate/error-answer.js';
import { REQUEST_ID_HEADER } from '../wire-gate/request-id.js';

/** Writes a whole 400 where there is no response to write it on: to bytes that were no request. */
export function writeRawAnswer(socket: Socket, error: GatehouseError, requestId: string): void {
  if (!socket.writable) return;
  const { headers, body } = errorAnswer(toErrorEnvelope(error, { requestId }));
  const all = {
    ...headers,
    [REQUEST_ID_HEADER]: requestId,
    Date: new Date().toUTCString(),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 400 ${STATUS_CODES[400] ?? ''}`, ...lines, '', ''].join('\r\n');
  socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
}
