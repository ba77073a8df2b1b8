import { avifProperties, type AvifProperties } from './avif-properties.js';
import { seeAvifTracks } from './avif-tracks.js';
import { boxesIn, FULL_BOX_HEADER, type Box } from './boxes.js';
import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';
import { FrameTally, type FrameShape } from './frame-tally.js';
import type { ImageHeader, Orientation, PixelSize } from './image-inspection.js';

/** Quarter turns anticlockwise, then a mirroring (0 swaps top and bottom, 1 left and right), as EXIF would say it. */
const ORIENTATIONS: readonly (readonly [
  plain: Orientation,
  topBottom: Orientation,
  leftRight: Orientation,
])[] = [
  [1, 4, 2],
  [8, 5, 7],
  [3, 2, 4],
  [6, 7, 5],
];

const ofType = (boxes: readonly Box[], type: string): ByteReader | undefined =>
  boxes.find((box) => box.type === type)?.content;

const sizeOf = (extents: ByteReader): PixelSize => ({ width: extents.u32(4), height: extents.u32(8) });

function orientationOf(properties: readonly Box[]): Orientation {
  const turns = (ofType(properties, 'irot')?.u8(0) ?? 0) & 3;
  const mirror = ofType(properties, 'imir');
  return ORIENTATIONS[turns]?.[mirror === undefined ? 0 : (mirror.u8(0) & 1) + 1] ?? 1;
}

const ALPHA = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

const isAlpha = ({ type, content }: Box): boolean =>
  type === 'auxC' &&
  content.length >= FULL_BOX_HEADER + ALPHA.length &&
  content.text(FULL_BOX_HEADER, ALPHA.length) === ALPHA;

function shapeOf({ primary, all }: AvifProperties): FrameShape {
  const extents = ofType(primary, 'ispe');
  if (extents === undefined) throw new BrokenHeader('it gives its picture no size');
  const pixels = ofType(primary, 'pixi');
  const colours = pixels?.u8(4) ?? 3;
  return {
    ...sizeOf(extents),
    channels: colours + (all.some(isAlpha) ? 1 : 0),
    bitsPerChannel: pixels?.u8(5) ?? 8,
  };
}

/** Reads the boxes of an AVIF still picture or sequence. */
export function inspectAvif(reader: ByteReader, frameCap: number): ImageHeader {
  const tally = new FrameTally(frameCap);
  let properties: AvifProperties | null = null;
  for (const { type, content } of boxesIn(reader)) {
    if (type === 'meta') properties ??= avifProperties(content);
    if (type === 'moov') seeAvifTracks(content, tally);
  }
  if (properties === null) throw new BrokenHeader('it says nothing of its pictures');
  const shape = shapeOf(properties);
  for (const { type, content } of properties.all) {
    if (type === 'ispe') tally.see({ ...shape, ...sizeOf(content) });
  }
  return tally.header(shape, orientationOf(properties.primary));
}
