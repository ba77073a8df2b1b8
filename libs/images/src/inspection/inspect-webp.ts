import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { exifOrientation } from './exif-orientation.js';
import { refuseExifMaze } from './exif-maze.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader, Orientation } from './image-inspection.js';

interface RiffChunk {
  readonly type: string;
  readonly data: ByteReader;
}

/** The chunks of a RIFF container; each begins at an even offset. */
function* chunks(reader: ByteReader, start: number): Generator<RiffChunk> {
  let at = start;
  while (at + 8 <= reader.length) {
    const length = reader.u32(at + 4);
    yield { type: reader.text(at, 4), data: reader.window(at + 8, length) };
    at += 8 + length + (length % 2);
  }
}

const shapeOf = (width: number, height: number, alpha: boolean): FrameShape => ({
  width,
  height,
  channels: alpha ? 4 : 3,
  bitsPerChannel: 8,
});

/** What the bit stream of a lossy or lossless picture itself says; null for chunks that are no picture. */
function bitstreamShape({ type, data }: RiffChunk): FrameShape | null {
  if (type === 'VP8 ') {
    if (data.text(3, 3) !== '\x9d\x01\x2a')
      throw new BrokenHeader('its picture does not begin with a key frame');
    return shapeOf(data.u16(6) & 0x3fff, data.u16(8) & 0x3fff, false);
  }
  if (type === 'VP8L') {
    if (data.u8(0) !== 0x2f) throw new BrokenHeader('its picture does not begin as lossless ones do');
    const packed = data.u32(1); // 14 bits of width less one, 14 of height less one, 1 of alpha
    return shapeOf((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1, ((packed >>> 28) & 1) === 1);
  }
  return null;
}

const canvasShape = (data: ByteReader): FrameShape =>
  shapeOf(data.u24(4) + 1, data.u24(7) + 1, (data.u8(0) & 0x10) !== 0);

/** A frame of an animation: its own size, and that of the picture inside, which may differ in a hostile file. */
function seeFrame(data: ByteReader, tally: FrameTally): void {
  tally.countFrame();
  tally.see(shapeOf(data.u24(6) + 1, data.u24(9) + 1, true));
  for (const chunk of chunks(data, 16)) {
    const shape = bitstreamShape(chunk);
    if (shape !== null) tally.see(shape);
  }
}

/** Walks the chunks of a still or animated WebP. */
export function inspectWebp(reader: ByteReader, frameCap: number): ImageHeader {
  const tally = new FrameTally(frameCap);
  const riff = reader.window(0, 8 + reader.u32(4));
  let canvas: FrameShape | null = null;
  let picture: FrameShape | null = null;
  let orientation: Orientation = 1;
  for (const chunk of chunks(riff, 12)) {
    if (chunk.type === 'VP8X') canvas ??= canvasShape(chunk.data);
    else if (chunk.type === 'EXIF') {
      refuseExifMaze(chunk.data);
      orientation = exifOrientation(chunk.data);
    } else if (chunk.type === 'ANMF') seeFrame(chunk.data, tally);
    else picture ??= bitstreamShape(chunk);
    if (tally.full) break;
  }
  if (picture !== null) tally.see(picture);
  if (picture === null && tally.frames === 0) throw new BrokenHeader('there is no picture in it');
  return tally.header(canvas ?? picture ?? shapeOf(0, 0, false), orientation);
}
