import type { IntakeMimeType } from '@gatehouse/contracts';

const SIGNATURES: readonly (readonly [IntakeMimeType, readonly string[]])[] = [
  ['image/jpeg', ['\xff\xd8\xff']],
  ['image/png', ['\x89PNG\r\n\x1a\n']],
  ['image/gif', ['GIF87a', 'GIF89a']],
  ['image/tiff', ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']], // + marks BigTIFF
];

/** Longest first part of a file that is looked at; a file type box longer than that has strange brands. */
const START_BYTES = 128;

const isWebp = (start: string): boolean => start.startsWith('RIFF') && start.startsWith('WEBP', 8);

/** Brands of a file type box: the major one at byte 8, the compatible ones from byte 16 to the end of the box. */
function isAvif(start: string, boxBytes: number): boolean {
  if (!start.startsWith('ftyp', 4)) return false;
  const brands = [start.slice(8, 12), ...(start.slice(16, boxBytes).match(/[^]{4}/g) ?? [])];
  return brands.some((brand) => brand === 'avif' || brand === 'avis');
}

/**
 * The media type of an image by its first bytes, whatever its name or its sender says.
 *
 * @returns null where the bytes are of none of the types that the intake takes
 */
export function imageType(bytes: Uint8Array): IntakeMimeType | null {
  const start = String.fromCharCode(...bytes.subarray(0, START_BYTES));
  const found = SIGNATURES.find(([, starts]) => starts.some((signature) => start.startsWith(signature)));
  if (found !== undefined) return found[0];
  if (isWebp(start)) return 'image/webp';
  return isAvif(start, bytes[3] ?? 0) ? 'image/avif' : null; // the box's size, its last byte: the brands fit in 128
}
