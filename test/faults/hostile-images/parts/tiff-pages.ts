import { deflateSync } from 'node:zlib';
import { repeated } from '../../../support/images/bytes.js';

import { flat, noiseBytes } from './bulk.js';
import { page, shorts, TAG, tiff, type TiffTags } from './tiff-file.js';

export const SIDE = 16;
export const PIXELS = SIDE * SIDE;
export const DEFLATE = 8;
export const small = (more: TiffTags, data: Uint8Array = Buffer.alloc(PIXELS)): Uint8Array =>
  tiff(page(SIDE, data.byteLength, more), data);
export const said = (compression: number, data: Uint8Array = noiseBytes(500)): Uint8Array =>
  small({ [TAG.COMPRESSION]: shorts(compression) }, data);
export const large = (compression: 'deflate' | 'lzw' | 'jpeg', tile = false): Promise<Uint8Array> =>
  flat((image) => image.tiff({ compression, tile }));

export function tiled(side: number, tile: number, data: Uint8Array): Uint8Array {
  const count = Math.ceil(side / tile) ** 2;
  return tiff(
    {
      [TAG.WIDTH]: [side],
      [TAG.HEIGHT]: [side],
      [TAG.BITS]: shorts(8),
      [TAG.COMPRESSION]: shorts(DEFLATE),
      [TAG.PHOTOMETRIC]: shorts(1),
      [TAG.CHANNELS]: shorts(1),
      [TAG.TILE_WIDTH]: [tile],
      [TAG.TILE_HEIGHT]: [tile],
      [TAG.TILE_OFFSETS]: Array<number>(count).fill(8),
      [TAG.TILE_BYTE_COUNTS]: Array<number>(count).fill(data.byteLength),
    },
    data,
  );
}

export function inStrips(side: number): Uint8Array {
  const row = deflateSync(Buffer.alloc(side));
  const more = {
    [TAG.COMPRESSION]: shorts(DEFLATE),
    [TAG.ROWS_PER_STRIP]: [1],
    [TAG.OFFSETS]: Array<number>(side).fill(8),
    [TAG.BYTE_COUNTS]: Array<number>(side).fill(row.byteLength),
  };
  return tiff(page(side, 0, more), row);
}

const PACK_BITS = 32_773;
/** Packed bytes that stand for 128 zeros. */
const MANY_ZEROS = Buffer.from([0x81, 0]);
export const packBits = (side: number): Uint8Array => {
  const data = repeated(MANY_ZEROS, side ** 2 / 128);
  return tiff(page(side, data.byteLength, { [TAG.COMPRESSION]: shorts(PACK_BITS) }), data);
};

export const zipped = (side: number, bytes: number, more: TiffTags): Uint8Array => {
  const data = deflateSync(Buffer.alloc(bytes));
  return tiff(page(side, data.byteLength, { [TAG.COMPRESSION]: shorts(DEFLATE), ...more }), data);
};

/** Tags that nobody knows, each of a text of 4 GB. */
export const unknownTags = (count: number): TiffTags =>
  Object.fromEntries(
    Array.from({ length: count }, (_, tag) => [
      40_000 + tag,
      { type: 2, count: 2 ** 32 - 1, bytes: Buffer.alloc(4) },
    ]),
  );
