import type { GreyImage } from '../pixels/grey-image.js';

/** Writes a picture as a binary PGM file, the plainest that Tesseract's image library reads. */
export function toPgm({ data, width, height }: GreyImage): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}
