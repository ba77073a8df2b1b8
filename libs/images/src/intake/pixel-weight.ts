import type { IntakeMimeType } from '@gatehouse/contracts';

/** A pixel of AVIF takes a decoder four times the time and the memory that the dearest of the others takes. */
const WEIGHT: Readonly<Partial<Record<IntakeMimeType, number>>> = { 'image/avif': 4 };

/** How many times a pixel of a type counts against IMAGE_MAX_PIXELS. */
export function pixelWeight(mimeType: IntakeMimeType): number {
  return WEIGHT[mimeType] ?? 1;
}
