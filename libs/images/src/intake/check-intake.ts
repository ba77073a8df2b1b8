import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { GatehouseError, type ErrorCode, type ErrorParams } from '@gatehouse/errors';
import type { ImageInspection } from '../inspection/image-inspection.js';
import { inspectImage } from '../inspection/inspect-image.js';
import { declaredType } from './declared-type.js';
import { pixelWeight } from './pixel-weight.js';
import { foreignType } from './foreign-type.js';
import type { IntakeLimits } from './intake-limits.js';

const MAX_DECLARED_LENGTH = 100;

/** As wide and high as a JPEG can be. Decoders do some work for each row, however short: millions of rows are seconds. */
const MAX_SIDE = 65_535;

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
 *   IMAGE_UNDECODABLE, IMAGE_TOO_MANY_PIXELS, IMAGE_SIDE_TOO_LONG, IMAGE_TOO_MANY_FRAMES, IMAGE_DECODED_TOO_LARGE
 */
export function checkIntake(
  bytes: Uint8Array,
  declaredMimeType: string | null,
  limits: IntakeLimits,
): ImageInspection {
  checkBytes(bytes, limits);
  const inspection = inspectImage(bytes, limits.maxFrames);
  if (inspection === null) {
    throw unknownType(bytes);
  }
  checkDeclared(declaredMimeType, inspection.mimeType);
  if (inspection.broken !== null) {
    throw refusal('IMAGE_UNDECODABLE', { problem: inspection.broken }, inspection.broken);
  }
  checkSize(inspection, limits);
  return inspection;
}

function unknownType(bytes: Uint8Array): GatehouseError {
  const foreign = foreignType(bytes);
  const found = foreign === null ? 'no image of a type that is taken' : `${foreign} file, which is not taken`;
  return refusal('IMAGE_TYPE_UNKNOWN', { found, accepted: INTAKE_MIME_TYPES.join(', ') }, `is ${found}`);
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

function checkPixels({ mimeType, largest }: ImageInspection, { maxPixels }: IntakeLimits): void {
  const weight = pixelWeight(mimeType);
  if (largest.width * largest.height * weight <= maxPixels) return;
  const most = `${maxPixels / weight / 1_000_000} megapixels`;
  const limit = weight === 1 ? most : `${most} for ${mimeType}, which is dear to decode`;
  throw refusal('IMAGE_TOO_MANY_PIXELS', { ...largest, limit }, `must be at most ${most}`);
}

function checkSides({ longest }: ImageInspection): void {
  if (Math.max(longest.width, longest.height) <= MAX_SIDE) return;
  const params = { ...longest, limit: MAX_SIDE };
  throw refusal('IMAGE_SIDE_TOO_LONG', params, `must be at most ${MAX_SIDE} pixels wide and high`);
}

function checkSize(inspection: ImageInspection, limits: IntakeLimits): void {
  checkPixels(inspection, limits);
  checkSides(inspection);
  const { frames, decodedBytes } = inspection;
  const { maxFrames, maxDecodedBytes } = limits;
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
