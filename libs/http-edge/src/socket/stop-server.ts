import { Server as NetServer, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { GatehouseError } from '@gatehouse/errors';
import type { Connection } from './connection.js';

const LOOK_MS = 25;
/** A connection on which nothing came for so long has nothing on its way. */
const QUIET_MS = 150;
const LAST_ANSWERS_MS = 1000;
/** Where clients never cease to connect, the door closes on them in the end. */
const ACCEPT_MS = 2000;

type Connections = ReadonlyMap<Socket, Connection>;

/** How long each step of a stop may take, in milliseconds. */
export interface StopPace {
  /** The lame duck: still listening, and telling all who ask to go elsewhere. */
  readonly lameDuckMs: number;
  /** For requests under way to be answered. */
  readonly drainMs: number;
}

/**
 * Ends a server without losing a request that was sent to it whole.
 *
 * INVARIANT: `http.Server.close()` is not used. It destroys connections that look idle, also those whose request has
 * arrived and was not read yet. First a lame duck, in which whatever was on its way is read; then only the listening
 * socket is closed, and each connection ends when nothing is asked on it any more.
 */
export async function stopServer(server: Server, connections: Connections, pace: StopPace): Promise<void> {
  await sleepAndListen(pace.lameDuckMs);
  const deadline = performance.now() + pace.drainMs;
  await acceptAllWaiting(server, Math.min(deadline, performance.now() + ACCEPT_MS));
  const isClosed = closeListeningSocket(server);
  await untilIdle(connections, deadline);
  for (const { exchanges } of connections.values()) {
    for (const exchange of exchanges) exchange.giveUp(new GatehouseError('SERVER_STOPPING', {}));
  }
  await untilIdle(connections, performance.now() + LAST_ANSWERS_MS);
  for (const socket of connections.keys()) socket.destroy();
  await isClosed;
}

/**
 * Takes in all connections that the system holds for the server.
 *
 * INVARIANT: the listening socket closes only after a turn that brought none. The event loop accepts one connection a
 * turn, so that a busy server has a row of them at its door, each with a request in it.
 */
async function acceptAllWaiting(server: Server, deadline: number): Promise<void> {
  let didAccept = true;
  const note = (): void => {
    didAccept = true;
  };
  server.on('connection', note);
  while (didAccept && performance.now() < deadline) {
    didAccept = false;
    await turn();
  }
  server.off('connection', note);
}

function closeListeningSocket(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // also resolves where it never listened
    NetServer.prototype.close.call(server, () => {
      resolve();
    });
  });
}

/** Ends connections as they fall idle, until there is none or the time is up. */
async function untilIdle(connections: Connections, deadline: number): Promise<void> {
  const quietSince = new Map<Connection, number>();
  while (connections.size > 0 && performance.now() < deadline) {
    const now = performance.now();
    for (const connection of connections.values()) {
      for (const exchange of connection.exchanges) exchange.endStream();
      if (connection.isEnding) continue;
      const isQuiet = connection.isIdle && !connection.wasSpokenTo();
      const since = isQuiet ? (quietSince.get(connection) ?? now) : now;
      quietSince.set(connection, since);
      if (now - since >= QUIET_MS) connection.end();
    }
    await sleepAndListen(LOOK_MS);
  }
}

/**
 * Sleeps, and then takes in what came meanwhile: new connections, and bytes on those there are.
 *
 * INVARIANT: what the clock says is acted upon after a look at the sockets. Where the loop was held up its timers run
 * first, and a socket with a request in it would be taken for a quiet one.
 */
async function sleepAndListen(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
  await turn();
}
