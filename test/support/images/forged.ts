import { crc32, deflateSync } from 'node:zlib';
import { ascii, be16, be32, le16, le24, le32 } from './bytes.js';

/*
 * Images that no honest encoder writes: headers that lie, frames without end, structures that go in circles.
 */

export function pngChunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([ascii(type), data]);
  return Buffer.concat([be32(data.byteLength), body, be32(crc32(body))]);
}

/** A PNG whose header says what it likes; `chunks` come between header and end. */
export function forgedPng(
  width: number,
  height: number,
  chunks: readonly Uint8Array[] = [pngChunk('IDAT', deflateSync(Buffer.alloc(10)))],
  [bits, colourType]: readonly [number, number] = [8, 2],
): Uint8Array {
  const header = Buffer.concat([be32(width, height), Buffer.from([bits, colourType, 0, 0, 0])]);
  const signature = ascii('\x89PNG\r\n\x1a\n');
  return Buffer.concat([signature, pngChunk('IHDR', header), ...chunks, pngChunk('IEND')]);
}

/** An animated PNG that says it has `said` frames and has `met`. */
export function forgedApng(said: number, met: number, frameSide = 4): Uint8Array {
  const controls = Array.from({ length: met }, (_, index) =>
    pngChunk(
      'fcTL',
      Buffer.concat([be32(index, frameSide, frameSide, 0, 0), be16(1, 10), Buffer.from([0, 0])]),
    ),
  );
  const picture = pngChunk('IDAT', deflateSync(Buffer.alloc(4 * (4 * 3 + 1))));
  return forgedPng(4, 4, [pngChunk('acTL', be32(said, 0)), picture, ...controls]);
}

/** A GIF of many 1 x 1 frames, each put at the place given. */
export function forgedGif(
  frames: number,
  canvas: number,
  [left, top, side]: readonly number[] = [0, 0, 1],
): Uint8Array {
  const frame = Buffer.concat([
    Buffer.from([0x2c]),
    le16(left ?? 0, top ?? 0, side ?? 1, side ?? 1),
    Buffer.from([0, 2, 2, 0x4c, 0x01, 0]),
  ]);
  const screen = Buffer.concat([
    ascii('GIF89a'),
    le16(canvas, canvas),
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  ]);
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

export function riffChunk(type: string, data: Uint8Array): Buffer {
  return Buffer.concat([ascii(type), le32(data.byteLength), data, Buffer.alloc(data.byteLength % 2)]);
}

/** The beginning of a lossless WebP bit stream of a size. */
const vp8l = (width: number, height: number): Buffer =>
  riffChunk(
    'VP8L',
    Buffer.concat([Buffer.from([0x2f]), le32((width - 1) | ((height - 1) << 14)), Buffer.alloc(8)]),
  );

/** A WebP with a canvas of one size, a frame that says another, and in it a picture of a third. */
export function forgedWebp(canvas: number, frame: number, picture: number, riffSize?: number): Uint8Array {
  const head = Buffer.concat([Buffer.from([0x02, 0, 0, 0]), le24(canvas - 1, canvas - 1)]);
  const frameHead = Buffer.concat([le24(0, 0, frame - 1, frame - 1, 100), Buffer.from([0])]);
  const chunks = Buffer.concat([
    ascii('WEBP'),
    riffChunk('VP8X', head),
    riffChunk('ANIM', Buffer.alloc(6)),
    riffChunk('ANMF', Buffer.concat([frameHead, vp8l(picture, picture)])),
  ]);
  return Buffer.concat([ascii('RIFF'), le32(riffSize ?? chunks.byteLength), chunks]);
}

type TiffEntry = readonly [tag: number, type: number, count: number, value: number];

/** One directory of a little-endian TIFF. */
function tiffDirectory(entries: readonly TiffEntry[], next: number): Buffer {
  const fields = entries.map(([tag, type, count, value]) =>
    Buffer.concat([le16(tag, type), le32(count, value)]),
  );
  return Buffer.concat([le16(entries.length), ...fields, le32(next)]);
}

const SHORT = 3;
const LONG = 4;

/** A TIFF of pages that hold no pixels; the last page points to the offset `last` (0 ends the chain properly). */
export function forgedTiff(sides: readonly number[], last = 0, extra: readonly TiffEntry[] = []): Uint8Array {
  const pageOf = (side: number, next: number): Buffer =>
    tiffDirectory(
      [[256, LONG, 1, side], [257, LONG, 1, side], [258, SHORT, 1, 8], [277, SHORT, 1, 3], ...extra],
      next,
    );
  const pageBytes = pageOf(1, 0).byteLength;
  const pages = sides.map((side, index) =>
    pageOf(side, index === sides.length - 1 ? last : 8 + (index + 1) * pageBytes),
  );
  return Buffer.concat([ascii('II'), le16(42), le32(8), ...pages]);
}

export const box = (type: string, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([be32(body.byteLength + 8), ascii(type), body]);
};
export const fullBox = (type: string, ...content: Uint8Array[]): Buffer => box(type, be32(0), ...content);

/** The boxes of an AVIF still picture with further properties (`irot`, `imir`, …), without its data. */
export function forgedAvif(
  properties: readonly Uint8Array[] = [],
  tail: readonly Uint8Array[] = [],
  size: readonly [width: number, height: number] = [40, 30],
): Uint8Array {
  const extents = fullBox('ispe', be32(...size));
  const count = properties.length + 1;
  const numbersOfAll = Buffer.from(Array.from({ length: count }, (_, index) => index + 1));
  const association = fullBox('ipma', be32(1), be16(1), Buffer.from([count]), numbersOfAll);
  const iprp = box('iprp', box('ipco', extents, ...properties), association);
  const meta = fullBox('meta', fullBox('pitm', be16(1)), iprp);
  return Buffer.concat([box('ftyp', ascii('avif'), be32(0), ascii('avifmif1')), meta, ...tail]);
}

export const irot = (quarterTurns: number): Buffer => box('irot', Buffer.from([quarterTurns]));
export const imir = (axis: number): Buffer => box('imir', Buffer.from([axis]));

/** The tracks of an AVIF sequence of so many frames of a size. */
export function avifTracks(frames: number, side: number): Buffer {
  const entry = box('av01', Buffer.alloc(24), be16(side, side), Buffer.alloc(50));
  const table = box('stbl', fullBox('stsd', be32(1), entry), fullBox('stsz', be32(0, frames)));
  return box('moov', box('trak', box('mdia', box('minf', table))));
}
