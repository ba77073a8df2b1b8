import type { IntakeMimeType } from '@gatehouse/contracts';
import { checkIntake } from './intake/check-intake.js';
import type { IntakeLimits } from './intake/intake-limits.js';

/** What a successful answer says of the image it was made from. */
export interface ImageDescription {
  readonly mimeType: IntakeMimeType;
  /** Pixels as stored, before any orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** Of the encoded file. */
  readonly bytes: number;
  /** Of the encoded file, in lower-case hexadecimal. */
  readonly sha256: string;
}

const encodedOnly = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>; // nothing in this server makes images in shared memory

/**
 * Describes an image. The digest is computed off the event loop.
 *
 * @throws GatehouseError as `checkIntake` does
 */
export async function describeImage(bytes: Uint8Array, limits: IntakeLimits): Promise<ImageDescription> {
  const { mimeType, width, height } = checkIntake(bytes, null, limits);
  const digest = await crypto.subtle.digest('SHA-256', encodedOnly(bytes));
  return { mimeType, width, height, bytes: bytes.byteLength, sha256: Buffer.from(digest).toString('hex') };
}
