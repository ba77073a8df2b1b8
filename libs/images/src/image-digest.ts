import { hash } from 'node:crypto';

/** Up to here hashing takes less of the event loop than handing the bytes, copied, to another thread does. */
const MAX_BYTES_HERE = 256 * 1024;

const digests = new WeakMap<Uint8Array, Promise<string>>();

/**
 * The SHA-256 of an encoded image, in lower-case hexadecimal: of a large one computed off the event loop, and once
 * however often it is asked for.
 */
export function imageDigest(bytes: Uint8Array): Promise<string> {
  const known = digests.get(bytes);
  if (known !== undefined) return known;
  const digest = digestOf(bytes);
  digests.set(bytes, digest);
  return digest;
}

const unshared = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>; // nothing in this server makes images in shared memory

async function digestOf(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength <= MAX_BYTES_HERE) return hash('sha256', bytes);
  return Buffer.from(await crypto.subtle.digest('SHA-256', unshared(bytes))).toString('hex');
}
