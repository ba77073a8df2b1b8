import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader } from './image-inspection.js';

const TRAILER = 0x3b;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;
const RESTORE_PREVIOUS = 3;

/** Decoders make RGBA of every GIF, whatever its palette. */
const rgba = (width: number, height: number): FrameShape => ({
  width,
  height,
  channels: 4,
  bitsPerChannel: 8,
});

/** Bytes of the colour table that a packed field announces. */
const tableBytes = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Whether an extension says that what a frame covers is to be kept and shown again after it. */
const keepsPrevious = (reader: ByteReader, at: number): boolean =>
  reader.u8(at + 1) === GRAPHIC_CONTROL && ((reader.u8(at + 3) >> 2) & 7) === RESTORE_PREVIOUS;

/** Past a chain of data blocks, which an empty one ends. */
function afterBlocks(reader: ByteReader, start: number): number {
  let at = start;
  for (;;) {
    reader.step();
    const length = reader.u8(at);
    at += length + 1;
    if (length === 0) return at;
  }
}

/** Past an image: its descriptor, its colour table, its code size and its data. */
function afterImage(reader: ByteReader, at: number): number {
  return afterBlocks(reader, at + 10 + tableBytes(reader.u8(at + 9)) + 1);
}

/** Walks the blocks to the end. A frame may reach past the canvas; the canvas then counts as that much larger. */
export function inspectGif(reader: ByteReader, frameCap: number): ImageHeader {
  const tally = new FrameTally(frameCap);
  let canvas = rgba(reader.u16(6), reader.u16(8));
  let keeps = false;
  let at = 13 + tableBytes(reader.u8(10));
  // Many writers leave out the trailer: a file may end between two blocks, though not within one.
  while (!tally.full && at < reader.length) {
    const block = reader.u8(at);
    if (block === EXTENSION) {
      keeps ||= keepsPrevious(reader, at);
      at = afterBlocks(reader, at + 2);
    } else if (block === IMAGE) {
      const frame = rgba(reader.u16(at + 5), reader.u16(at + 7));
      tally.countFrame();
      tally.see(rgba(reader.u16(at + 1) + frame.width, reader.u16(at + 3) + frame.height));
      if (canvas.width === 0 || canvas.height === 0) canvas = frame; // then the first frame gives the size
      at = afterImage(reader, at);
    } else {
      if (block !== TRAILER && tally.frames === 0) throw new BrokenHeader('it has a block of no known kind');
      break;
    }
  }
  if (tally.frames === 0) throw new BrokenHeader('there is no image in it');
  if (keeps) tally.see({ ...canvas, channels: canvas.channels * 2 }); // a second canvas beside the one that is shown
  return tally.header(canvas, 1);
}
