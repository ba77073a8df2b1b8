import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { exifOrientation } from './exif-orientation.js';
import { refuseExifMaze } from './exif-maze.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader, Orientation } from './image-inspection.js';
import { limitScans } from './jpeg-scans.js';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;

/** Of the sixteen codes from 0xC0, three are tables and reservations, not frame headers (ITU T.81, table B.1). */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Of the frame headers, those of progressive coding, Huffman and arithmetic, alone and hierarchical. */
const isProgressive = (marker: number): boolean => isFrameHeader(marker) && (marker & 3) === 2;

/** TEM, RST0–7 and SOI stand alone; every other marker is followed by its length. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

const frameShape = (segment: ByteReader): FrameShape => ({
  bitsPerChannel: segment.u8(2),
  height: segment.u16(3),
  width: segment.u16(5),
  channels: segment.u8(7),
});

function segmentAt(reader: ByteReader, at: number): ByteReader {
  const length = reader.u16(at); // counts its own two bytes
  if (length < 2) throw new BrokenHeader('it has a segment of impossible length');
  return reader.window(at, length);
}

/** The next marker and where what follows it begins. Decoders too skip stray bytes and fill. */
function nextMarker(reader: ByteReader, from: number): readonly [marker: number, at: number] {
  let at = reader.indexOf(0xff, from);
  do {
    reader.step();
    at += 1;
  } while (reader.u8(at) === 0xff);
  return [reader.u8(at), at + 1];
}

/** Reads the segments up to the first scan; what comes after is compressed data. */
export function inspectJpeg(reader: ByteReader, frameCap: number): ImageHeader {
  let shape: FrameShape | null = null;
  let orientation: Orientation | null = null;
  let progressive = false;
  let at = 2;
  let marker: number;
  for (;;) {
    [marker, at] = nextMarker(reader, at);
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    if (marker === 0 || standsAlone(marker)) continue;
    const segment = segmentAt(reader, at);
    if (isFrameHeader(marker)) {
      shape ??= frameShape(segment);
      progressive ||= isProgressive(marker);
    }
    if (marker === APP1 && isExif(segment)) {
      const exif = segment.window(2, segment.length - 2);
      refuseExifMaze(exif);
      orientation ??= exifOrientation(exif);
    }
    at += segment.length;
  }
  if (shape === null) throw new BrokenHeader('it has no frame header');
  // A scan of all components of a picture that is not progressive is the only one that a decoder reads.
  if (marker === START_OF_SCAN && (progressive || reader.u8(at + 2) < shape.channels)) limitScans(reader, at);
  return new FrameTally(frameCap).header(shape, orientation ?? 1);
}

function isExif(segment: ByteReader): boolean {
  return segment.length >= 8 && segment.text(2, 6) === 'Exif\0\0';
}
