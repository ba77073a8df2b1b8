import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer } from '../../../support/http.js';

const CHUNK_BYTES = 64 * 1024;

/**
 * Sends a raw body as a careful client does: not all at once, and no further once there is an answer. `fetch` would
 * go on writing, and lose the answer to a server that has stopped to read.
 */
export function sendUntilAnswered(url: string, body: Uint8Array, contentType: string): Promise<Answer> {
  const headers = { 'content-type': contentType, 'content-length': body.byteLength };
  const sending = request(url, { method: 'POST', headers });
  let answered = false;
  const sendFrom = (at: number): void => {
    if (answered || at >= body.byteLength) return;
    sending.write(body.subarray(at, at + CHUNK_BYTES), () => {
      sendFrom(at + CHUNK_BYTES);
    });
  };
  return new Promise<Answer>((resolve, reject) => {
    sending.on('response', (response) => {
      answered = true;
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => sending.destroy());
    });
    sending.on('error', (problem) => {
      if (!answered) reject(problem);
    });
    sendFrom(0);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const body = await text(response);
  const headers = new Headers({ 'x-request-id': String(response.headers['x-request-id']) });
  return { status: response.statusCode ?? 0, headers, text: body, json: JSON.parse(body) };
}
