import type { IncomingMessage } from 'node:http';

/** How much of an unwanted body is read away, so that its sender comes to read the answer. */
const DRAIN_TIMEOUT_MS = 5000;
const DRAIN_BYTES = 64 * 1024 * 1024;

/** Whether a request announces a body at all. */
export function announcesBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Takes a body from whoever reads it and throws the rest away. A server that answers and closes while its client is
 * still sending makes the kernel reset the connection, and the answer is lost with it; hence first the body, then the
 * answer. Both bounds are wider than any body that is taken and far narrower than what one could send for ever.
 *
 * @param onDone called once: at its end, or when a bound is met or nothing more can come
 * @returns ends it at once
 */
export function drainRequest(request: IncomingMessage, onDone: () => void): () => void {
  let bytes = 0;
  let isDone = false;
  const finish = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    onDone();
  };
  const timer = setTimeout(finish, DRAIN_TIMEOUT_MS);
  // A parser that is left alone must not take the rest for the whole: it hears of no end.
  request.unpipe();
  for (const event of ['readable', 'data', 'end']) request.removeAllListeners(event);
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DRAIN_BYTES) finish();
  });
  request.once('end', finish).once('close', finish);
  request.resume();
  if (request.destroyed) finish();
  return finish;
}
