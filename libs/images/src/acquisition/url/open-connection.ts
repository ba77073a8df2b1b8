import { once } from 'node:events';
import { connect, isIP, SocketAddress, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fetchRefused } from './fetch-errors.js';
import type { FetchTarget } from './fetch-target.js';

/** Milliseconds after which the next of several addresses is tried. */
const NEXT_ADDRESS_MS = 800;

/**
 * Connects to one of the addresses that were checked, and makes sure that it did before anything is sent. Of TLS the
 * certificate has to be valid for the host of the URL.
 *
 * @param signal destroys the connection, also later
 * @throws GatehouseError IMAGE_URL_REFUSED, and whatever Node says of a connection that is not made
 */
export async function openConnection(
  target: FetchTarget,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connect({
    // of an address by itself no lookup is made
    host: isIP(target.host) === 0 ? target.host : (addresses[0] ?? ''),
    port: target.port,
    lookup: answering(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    signal,
  });
  socket.on('error', () => undefined); // whoever waits for it or reads from it hears of it
  try {
    await once(socket, 'connect');
    checkPeer(socket, addresses);
    return target.isTls ? await secure(socket, target) : socket;
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
}

/** A lookup that knows the checked addresses and asks nobody. */
function answering(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all: isAllWanted }, callback) => {
    if (isAllWanted === true) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family);
  };
}

/** Whatever was asked for, what counts is to whom the connection was made. */
function checkPeer({ remoteAddress = '' }: Socket, addresses: readonly string[]): void {
  const peer = canonical(remoteAddress);
  if (peer === null || !addresses.some((address) => canonical(address) === peer))
    throw fetchRefused('the connection led elsewhere');
}

function canonical(address: string): string | null {
  const family = isIP(address);
  if (family === 0) return null;
  return new SocketAddress({ address, family: family === 4 ? 'ipv4' : 'ipv6' }).address;
}

async function secure(socket: Socket, { host }: FetchTarget): Promise<Socket> {
  const secured = connectTls({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '', // RFC 6066: no address is sent as a name
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
  });
  secured.on('error', () => undefined); // as above
  await once(secured, 'secureConnect');
  return secured;
}
