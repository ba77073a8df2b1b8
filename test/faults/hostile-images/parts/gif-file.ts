import { ascii, le16 } from '../../../support/images/bytes.js';

const TRAILER = Buffer.from([0x3b]);

/** A screen with a palette of two colours. */
export const screen = (width: number, height: number): Buffer =>
  Buffer.concat([ascii('GIF89a'), le16(width, height), Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])]);

/** Data in blocks of at most 255 bytes, and the empty one that ends them. */
export function inBlocks(data: Uint8Array): Buffer {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.byteLength; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.byteLength]), block);
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}

const CLEAR = 4;
const END = 5;
const LAST_CODE = 4095;

/**
 * LZW data of so many pixels of the first colour. Each code stands for one pixel more than the one before it, the
 * most that the format can say: some 8 million pixels in 6 KB.
 */
function lzwOfNothing(pixels: number): Buffer {
  const bytes: number[] = [];
  let [held, count] = [0, 0];
  const put = (code: number, width: number): void => {
    held |= code << count;
    for (count += width; count >= 8; count -= 8) {
      bytes.push(held & 0xff);
      held >>>= 8;
    }
  };
  let left = pixels;
  while (left > 0) {
    put(CLEAR, left === pixels ? 3 : 12);
    put(0, 3);
    left -= 1;
    for (let code = 6; code <= LAST_CODE && left > 0; code += 1) {
      const stands = Math.min(left, code - 4);
      // the last one says less: a code of that length that is known already
      put(stands === code - 4 ? code : stands === 1 ? 0 : stands + 4, 32 - Math.clz32(Math.max(code, 4)));
      left -= stands;
      if (left <= 0) put(END, 32 - Math.clz32(Math.max(Math.min(code + 1, LAST_CODE), 4)));
    }
  }
  bytes.push(held & 0xff);
  return Buffer.from(bytes);
}

/** A frame: where, how large, and its data, by default as much as it needs. */
export function frame(
  [left, top, width, height]: readonly [number, number, number, number],
  data: Uint8Array = lzwOfNothing(width * height),
  codeSize = 2,
): Buffer {
  return Buffer.concat([
    Buffer.from([0x2c]),
    le16(left, top, width, height),
    Buffer.from([0, codeSize]),
    inBlocks(data),
  ]);
}

/** A whole file. */
export const gif = (width: number, height: number, ...blocks: Uint8Array[]): Buffer =>
  Buffer.concat([screen(width, height), ...blocks, TRAILER]);
