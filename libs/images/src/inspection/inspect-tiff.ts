import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { BIG, CLASSIC, readDirectory, type Directory } from './directory.js';
import { ORIENTATION_TAG, toOrientation } from './exif-orientation.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader } from './image-inspection.js';

const TAG = Object.freeze({
  WIDTH: 256,
  HEIGHT: 257,
  BITS: 258,
  PHOTOMETRIC: 262,
  CHANNELS: 277,
  TILE_WIDTH: 322,
  TILE_HEIGHT: 323,
} as const);
const WANTED: ReadonlySet<number> = new Set([...Object.values(TAG), ORIENTATION_TAG]);
const PALETTE = 3;

/** Over all directories, which may lie across one another: what a reader goes through at most. */
const MAX_ENTRIES_IN_ALL = 1_000_000;

function pageShape({ values }: Directory): FrameShape {
  const palette = values.get(TAG.PHOTOMETRIC) === PALETTE;
  return {
    width: values.get(TAG.WIDTH) ?? 0,
    height: values.get(TAG.HEIGHT) ?? 0,
    channels: palette ? 3 : (values.get(TAG.CHANNELS) ?? 1),
    bitsPerChannel: palette ? 8 : (values.get(TAG.BITS) ?? 1),
  };
}

/** A page's tiles may be larger than the page, and a decoder makes room for a whole tile. */
function seePage(directory: Directory, tally: FrameTally): FrameShape {
  const page = pageShape(directory);
  tally.countFrame();
  tally.see(page);
  tally.see({
    ...page,
    width: directory.values.get(TAG.TILE_WIDTH) ?? 0,
    height: directory.values.get(TAG.TILE_HEIGHT) ?? 0,
  });
  return page;
}

/** Follows the chain of pages of a TIFF or BigTIFF; a chain that bites its own tail is broken. */
export function inspectTiff(start: ByteReader, frameCap: number): ImageHeader {
  const reader = start.window(0, start.length, start.text(0, 2) === 'II');
  const layout = reader.u16(2) === 43 ? BIG : CLASSIC;
  const tally = new FrameTally(frameCap);
  const seen = new Set<number>();
  let first: readonly [FrameShape, Directory] | null = null;
  let entries = 0;
  let at = layout === BIG ? reader.u64(8) : reader.u32(4);
  while (at !== 0 && !tally.full) {
    if (seen.has(at)) throw new BrokenHeader('its pages go round in a circle');
    seen.add(at);
    const directory = readDirectory(reader, at, layout, WANTED);
    entries += directory.entries;
    if (entries > MAX_ENTRIES_IN_ALL) throw new BrokenHeader('its directories are too long');
    const page = seePage(directory, tally);
    first ??= [page, directory];
    at = directory.next;
  }
  if (first === null) throw new BrokenHeader('there is no page in it');
  const [page, directory] = first;
  return tally.header(page, toOrientation(directory.values.get(ORIENTATION_TAG)));
}
