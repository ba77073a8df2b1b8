import type { Socket } from 'node:net';

/** How long, and for how many bytes, a client that was told of the end may go on sending. */
const LINGER_MS = 2000;
const LINGER_BYTES = 64 * 1024 * 1024;

/** Stops a connection's bytes from being read as requests; they are thrown away from here on. */
export function stopParsing(socket: Socket): void {
  socket.removeAllListeners('data');
  socket.on('data', ignore);
  socket.resume();
}

/**
 * Ends a connection so that the last answer arrives: says that no more will be said, and reads away what still comes
 * until the client ends too. A socket closed with bytes unread resets the connection, and the answer is lost with it.
 */
export function lingerAndClose(socket: Socket): void {
  if (socket.destroyed) return;
  stopParsing(socket);
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > LINGER_BYTES) socket.destroy();
  });
  const timer = setTimeout(() => {
    socket.destroy();
  }, LINGER_MS);
  socket.once('close', () => {
    clearTimeout(timer);
  });
  socket.end();
  // A client that ended before has nothing more to say.
  if (socket.readableEnded) socket.once('finish', () => socket.destroy());
}

function ignore(): void {
  // thrown away
}
