import { ascii, le24, le32, patched } from '../../../support/images/bytes.js';
import { riffChunk } from '../../../support/images/forged.js';

/** A RIFF container of these chunks. */
export function webp(...chunks: Uint8Array[]): Buffer {
  const content = Buffer.concat([ascii('WEBP'), ...chunks]);
  return Buffer.concat([ascii('RIFF'), le32(content.byteLength), content]);
}

/** The extended header: flags and canvas. */
export const extended = (flags: number, width: number, height: number): Buffer =>
  riffChunk('VP8X', Buffer.concat([Buffer.from([flags, 0, 0, 0]), le24(width - 1, height - 1)]));

/** The chunks of a real file after its container's header, without an extended header. */
export const pictureOf = (file: Uint8Array): Buffer => {
  const bytes = Buffer.from(file);
  const at = ['VP8 ', 'VP8L', 'ALPH'].map((type) => bytes.indexOf(type)).filter((found) => found >= 0);
  return bytes.subarray(Math.min(...at));
};

/** A frame of an animation around the chunks of a picture. */
export const animationFrame = (width: number, height: number, picture: Uint8Array): Buffer =>
  riffChunk('ANMF', Buffer.concat([le24(0, 0, width - 1, height - 1, 100), Buffer.from([0]), picture]));

export const animationHead = riffChunk('ANIM', Buffer.alloc(6));

/** A real lossless picture whose bit stream says another size. */
export function losslessResized(file: Uint8Array, side: number): Uint8Array {
  const at = Buffer.from(file).indexOf('VP8L') + 9;
  const alpha = Buffer.from(file).readUInt32LE(at) & 0x1000_0000;
  return patched(file, at, le32(((side - 1) | ((side - 1) << 14) | alpha) >>> 0));
}
