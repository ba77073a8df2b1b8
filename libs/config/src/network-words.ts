import { isIP } from 'node:net';

const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const PREFIX = /^\d{1,3}$/;

/** Whether a text is an IP address, without brackets, or a name that may stand for one. */
export function isHostName(text: string): boolean {
  return isIP(text) !== 0 || (HOST_NAME.test(text) && text.length <= 253);
}

/** Whether a text is a host and its port: `example.org:8080`, `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function isHostAndPort(text: string): boolean {
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const isHost = bracketed === undefined ? isHostName(bare ?? '') : isIP(bracketed) === 6;
  return isHost && Number(port) >= 1 && Number(port) <= 65_535 && URL.canParse(`http://${text}`);
}

/** Whether a text is an origin exactly as a browser would write it in `Origin`. */
export function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Whether a text names proxies: `loopback`, `private`, an address, or a network as `10.0.0.0/8`. */
export function isProxy(text: string): boolean {
  if (text === 'loopback' || text === 'private') return true;
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (PREFIX.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** Whether a text is the connection string of a PostgreSQL database, with what is special in it percent-encoded. */
export function isPostgresUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, pathname, hash } = new URL(text);
  return hash === '' && [username, password, pathname].every(isPercentEncoded);
}

/** Whether a text is the URL of a service: http or https, with nothing that only a part of it would have. */
export function isServiceUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { search, hash } = new URL(text);
  return search === '' && hash === '';
}

function isPercentEncoded(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}
