import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { GatehouseError, type ErrorCode, type ErrorParams } from '@gatehouse/errors';
import type { ImageInspection } from '../inspection/image-inspection.js';
import { inspectImage } from '../inspection/inspect-image.js';
import { declaredType } from './declared-type.js';
import type { IntakeLimits } from './intake-limits.js';

const MAX_DECLARED_LENGTH = 100;

const refusal = <Code extends ErrorCode>(
  code: Code,
  params: ErrorParams<Code>,
  problem: string,
): GatehouseError => new GatehouseError(code, params, { errors: [{ pointer: '/image', message: problem }] });

/**
 * Decides whether an image may go on to a plugin, by its header alone. Pure.
 *
 * @param declaredMimeType as the sender wrote it, or null
 * @throws GatehouseError with the first of: IMAGE_EMPTY, IMAGE_TOO_LARGE, IMAGE_TYPE_UNKNOWN, IMAGE_TYPE_MISMATCH,
 *   IMAGE_UNDECODABLE, IMAGE_TOO_MANY_PIXELS, IMAGE_TOO_MANY_FRAMES, IMAGE_DECODED_TOO_LARGE
 */
export function checkIntake(
  bytes: Uint8Array,
  declaredMimeType: string | null,
  limits: IntakeLimits,
): ImageInspection {
  checkBytes(bytes, limits);
  const inspection = inspectImage(bytes, limits.maxFrames);
  if (inspection === null) {
    throw refusal(
      'IMAGE_TYPE_UNKNOWN',
      { accepted: INTAKE_MIME_TYPES.join(', ') },
      'not an image of a known type',
    );
  }
  checkDeclared(declaredMimeType, inspection.mimeType);
  if (inspection.broken !== null) {
    throw refusal('IMAGE_UNDECODABLE', { problem: inspection.broken }, inspection.broken);
  }
  checkSize(inspection, limits);
  return inspection;
}

function checkBytes({ byteLength }: Uint8Array, { maxBytes }: IntakeLimits): void {
  if (byteLength === 0) throw refusal('IMAGE_EMPTY', {}, 'has no bytes');
  if (byteLength > maxBytes) {
    throw refusal(
      'IMAGE_TOO_LARGE',
      { bytes: byteLength, limit: maxBytes },
      `must be at most ${maxBytes} bytes`,
    );
  }
}

function checkDeclared(declaredMimeType: string | null, actual: string): void {
  const declared = declaredType(declaredMimeType)?.slice(0, MAX_DECLARED_LENGTH) ?? actual;
  if (declared !== actual) {
    throw refusal('IMAGE_TYPE_MISMATCH', { declared, actual }, `is ${actual}, not ${declared}`);
  }
}

function checkSize({ largest, frames, decodedBytes }: ImageInspection, limits: IntakeLimits): void {
  const { maxPixels, maxFrames, maxDecodedBytes } = limits;
  if (largest.width * largest.height > maxPixels) {
    const params = { ...largest, limit_megapixels: maxPixels / 1_000_000 };
    throw refusal('IMAGE_TOO_MANY_PIXELS', params, `must be at most ${maxPixels} pixels`);
  }
  if (frames > maxFrames) {
    throw refusal(
      'IMAGE_TOO_MANY_FRAMES',
      { limit: maxFrames },
      `must have at most ${maxFrames} frames or pages`,
    );
  }
  if (decodedBytes > maxDecodedBytes) {
    const params = { bytes: decodedBytes, limit: maxDecodedBytes };
    throw refusal('IMAGE_DECODED_TOO_LARGE', params, `must take at most ${maxDecodedBytes} bytes decoded`);
  }
}
