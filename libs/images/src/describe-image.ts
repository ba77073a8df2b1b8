import type { IntakeMimeType } from '@gatehouse/contracts';
import { imageDigest } from './image-digest.js';
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

/**
 * Describes an image.
 *
 * @throws GatehouseError as `checkIntake` does
 */
export async function describeImage(bytes: Uint8Array, limits: IntakeLimits): Promise<ImageDescription> {
  const { mimeType, width, height } = checkIntake(bytes, null, limits);
  return { mimeType, width, height, bytes: bytes.byteLength, sha256: await imageDigest(bytes) };
}
