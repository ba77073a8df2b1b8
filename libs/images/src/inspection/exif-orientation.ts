import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { CLASSIC, readDirectory } from './directory.js';
import type { Orientation } from './image-inspection.js';

/** Tag 0x0112 of EXIF and TIFF alike. */
export const ORIENTATION_TAG = 0x0112;

/** A number as an orientation; what is none of the eight counts as upright, as every viewer takes it. */
export function toOrientation(value: number | undefined): Orientation {
  const known = value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8;
  return known ? (value as Orientation) : 1; // checked to be 1 to 8
}

/**
 * The orientation in a block of EXIF: a TIFF header and its first directory.
 *
 * @param block starts at the TIFF header, or at the "Exif" and two zeros that some formats put before it
 * @returns 1 where it says none or is broken: pictures with broken EXIF are pictures
 */
export function exifOrientation(block: ByteReader): Orientation {
  try {
    const at = block.text(0, 4) === 'Exif' ? 6 : 0;
    const order = block.text(at, 2);
    if (order !== 'II' && order !== 'MM') return 1;
    const tiff = block.window(at, block.length - at, order === 'II');
    const { values } = readDirectory(tiff, tiff.u32(4), CLASSIC, new Set([ORIENTATION_TAG]));
    return toOrientation(values.get(ORIENTATION_TAG));
  } catch (error) {
    if (error instanceof BrokenHeader) return 1;
    throw error;
  }
}
