import type { IncomingMessage } from 'node:http';
import type { FetchClock } from './fetch-clock.js';
import { unreachable } from './fetch-errors.js';
import { checkSize } from './judge-response.js';

/** What an image on its way may be at most, and who has to have room for it. */
export interface Reception {
  /** As announced; null where it was not. */
  readonly length: number | null;
  readonly maxBytes: number;
  /** Takes room for so many bytes, or throws. */
  readonly holdBytes: (bytes: number) => void;
}

/** What is kept of a byte that comes alone is some hundred times as large as the byte. */
const MOST_CHUNKS = 1000;

/**
 * Reads the body of an answer. Room for it is taken before it is kept: at once where its length is announced, else as
 * it grows.
 *
 * @throws GatehouseError IMAGE_TOO_LARGE, IMAGE_URL_TIMED_OUT, IMAGE_URL_UNREACHABLE, and whatever `holdBytes` does
 */
export async function receiveBytes(
  response: IncomingMessage,
  clock: FetchClock,
  { length, maxBytes, holdBytes }: Reception,
): Promise<Uint8Array> {
  if (length !== null) holdBytes(length);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(response, clock)) {
    bytes += chunk.length;
    checkSize(bytes, maxBytes, `more than ${maxBytes}`);
    if (length === null) holdBytes(chunk.length);
    chunks.push(chunk);
    if (chunks.length === MOST_CHUNKS) chunks.splice(0, MOST_CHUNKS, Buffer.concat(chunks));
  }
  if (!response.complete) throw unreachable('it ended before it was whole');
  return Buffer.concat(chunks, bytes);
}

/** Chunks of a body, each no later than it may come after the one before. */
async function* chunksOf(response: IncomingMessage, clock: FetchClock): AsyncGenerator<Buffer> {
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>; // no encoding is set
  for (;;) {
    const next = await clock.during('receiving', chunks.next());
    if (next.done === true) return;
    yield next.value;
  }
}
