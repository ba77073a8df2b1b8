import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { exifOrientation } from './exif-orientation.js';
import { refuseExifMaze } from './exif-maze.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader, Orientation } from './image-inspection.js';

const PALETTE = 3;

/** Channels by colour type (PNG, table 11.1); a palette stands for RGB. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, [PALETTE]: 3, 4: 2, 6: 4 };

interface PngChunk {
  readonly type: string;
  readonly data: ByteReader;
  readonly next: number;
}

function chunkAt(reader: ByteReader, at: number): PngChunk {
  const length = reader.u32(at);
  const type = reader.text(at + 4, 4);
  const next = at + 12 + length; // length, type and checksum take four bytes each
  if (next > reader.length) throw new BrokenHeader('the file ends too early');
  return { type, data: reader.window(at + 8, length), next };
}

function headerShape({ type, data }: PngChunk): FrameShape {
  if (type !== 'IHDR') throw new BrokenHeader('it does not begin with its header');
  const colourType = data.u8(9);
  const channels = CHANNELS[colourType];
  if (channels === undefined) throw new BrokenHeader(`it has no colour type ${colourType}`);
  const bitsPerChannel = colourType === PALETTE ? 8 : data.u8(8);
  return { width: data.u32(0), height: data.u32(4), channels, bitsPerChannel };
}

/** Walks the chunks to the end, also those of an animation (APNG). */
export function inspectPng(reader: ByteReader, frameCap: number): ImageHeader {
  const tally = new FrameTally(frameCap);
  const header = chunkAt(reader, 8);
  let shape = headerShape(header);
  let orientation: Orientation = 1;
  let controls = 0;
  let at = header.next;
  while (!tally.full) {
    const { type, data, next } = chunkAt(reader, at);
    if (type === 'IEND') break;
    if (type === 'tRNS') shape = { ...shape, channels: shape.channels + 1 };
    if (type === 'eXIf') {
      refuseExifMaze(data);
      orientation = exifOrientation(data);
    }
    if (type === 'acTL') tally.claimFrames(data.u32(0));
    if (type === 'fcTL') {
      controls += 1;
      tally.claimFrames(controls);
      tally.see({ ...shape, width: data.u32(4), height: data.u32(8) });
    }
    at = next;
  }
  return tally.header(shape, orientation);
}
