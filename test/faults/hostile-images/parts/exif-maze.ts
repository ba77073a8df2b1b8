import { ascii, be16, be32, repeated } from '../../../support/images/bytes.js';

const EXIF_POINTER = 0x8769;
const LONG = 4;

/** EXIF of 48 KB: one directory, whose 4000 entries all say that a further directory stands where it itself stands. */
export function exifMaze(): Buffer {
  const pointer = Buffer.concat([be16(EXIF_POINTER, LONG), be32(1, 8)]);
  return Buffer.concat([ascii('MM\0*'), be32(8), be16(4000), repeated(pointer, 4000), be32(0)]);
}
