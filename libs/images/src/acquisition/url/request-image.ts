import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { unreachable } from './fetch-errors.js';
import type { FetchTarget } from './fetch-target.js';

const MAX_HEAD_BYTES = 16 * 1024;

/**
 * Sends one GET over a connection and waits for the head of its answer. Redirects are not followed and nothing is
 * inflated; the connection serves this request alone.
 *
 * @throws whatever Node says of an answer that does not come or is not HTTP
 */
export async function requestImage(
  { url, host, port }: FetchTarget,
  socket: Socket,
): Promise<IncomingMessage> {
  const sent = request({
    createConnection: () => socket, // and no agent: no other connection, no proxy of the environment, no reuse
    host,
    port,
    path: `${url.pathname}${url.search}`,
    headers: {
      Host: url.host,
      Accept: `${INTAKE_MIME_TYPES.join(', ')}, */*;q=0.1`,
      'Accept-Encoding': 'identity',
      'User-Agent': 'Gatehouse',
    },
    maxHeaderSize: MAX_HEAD_BYTES,
    insecureHTTPParser: false,
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
    // Without an answer of its own: where it wants to go on in another protocol.
    sent.on('close', () => {
      reject(unreachable('the connection ended without an answer'));
    });
  });
  sent.end();
  const response = await answer;
  response.on('error', () => undefined); // whoever reads it hears of it
  return response;
}
