import { isIP } from 'node:net';

const WITH_PORT = /^(?:\[([^\]]+)\]|(\d{1,3}(?:\.\d{1,3}){3}))(?::\d{1,5})?$/;

/**
 * The address a request really came from: the first, seen from here, that is no trusted proxy.
 *
 * Each proxy adds whom it spoke to at the right end, so a trusted one vouches for the entry to its left and for no
 * other; everything further left is the caller's own invention. What is no address ends the walk at the last proxy.
 *
 * @param peer the other end of the socket
 * @param forwardedFor `X-Forwarded-For`, all fields joined by commas
 */
export function forwardedAddress(
  peer: string,
  forwardedFor: string,
  isTrusted: (address: string) => boolean,
): string {
  let address = plainAddress(peer) ?? peer;
  for (const entry of forwardedFor.split(',').reverse()) {
    if (!isTrusted(address)) return address;
    const next = plainAddress(entry.trim());
    if (next === null) return address;
    address = next;
  }
  return address;
}

/** An address without a port, brackets, a zone, or IPv6 around IPv4; null where there is none. */
function plainAddress(text: string): string | null {
  const [, bracketed, dotted] = WITH_PORT.exec(text) ?? [];
  const bare = (bracketed ?? dotted ?? text).replace(/%.*$/, '');
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(bare)?.[1];
  const address = mapped ?? bare;
  return isIP(address) === 0 ? null : address;
}
