import { ascii, be16, be32 } from '../../support/images/bytes.js';
import { avifTracks, box, forgedAvif, fullBox } from '../../support/images/forged.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { auxiliaryAlpha, av1Picture, avif, grid, ispe } from './parts/avif-file.js';
import { flat, grain, MEGABYTE, noiseBytes } from './parts/bulk.js';
import { exifMaze } from './parts/exif-maze.js';
import { encoded, small, still, tiles, changed, empty } from './parts/avif-pictures.js';

export const AVIF_IMAGES: readonly HostileImage[] = hostileImages({
  'AVIF, 2^31 pixels a side': ['IMAGE_TOO_MANY_PIXELS', () => changed('ispe', 8, be32(2 ** 31, 2 ** 31))],
  'AVIF, 49 megapixels of one colour': ['IMAGE_TOO_MANY_PIXELS', () => encoded(7000)],
  'AVIF, 12 megapixels of one colour': ['survived', () => encoded(3500)],
  'AVIF, 12 megapixels of 10 bits': [
    'dear',
    () => flat((image) => image.avif({ effort: 0, bitdepth: 10 }), 3500),
  ],
  'AVIF, 12 megapixels of 12 bits with alpha': [
    'dear',
    () => flat((image) => image.avif({ effort: 0, bitdepth: 12 }), 3500, 4),
  ],
  'AVIF, 12 megapixels of grain': [
    'dear',
    async () => {
      const side = 500;
      const picture = av1Picture(await grain((image) => image.avif({ effort: 0, quality: 60 }), side));
      return tiles({ rows: 7, columns: 7, shown: 3500, whole: 3500, side, picture });
    },
  ],
  'AVIF, 0 x 0 pixels': ['IMAGE_UNDECODABLE', () => changed('ispe', 8, be32(0, 0))],
  'AVIF, smaller than its picture': ['IMAGE_UNDECODABLE', () => changed('ispe', 8, be32(8, 8))],
  'AVIF, larger than its picture': ['IMAGE_UNDECODABLE', () => still({ size: [3000, 3000] })],
  'AVIF, a grid of 4 tiles': ['survived', () => tiles({ rows: 2, columns: 2, shown: 128, whole: 128 })],
  'AVIF, a grid that is larger than it says': [
    'IMAGE_UNDECODABLE',
    () => tiles({ rows: 64, columns: 64, shown: 64, whole: 4096 }),
  ],
  'AVIF, a grid of 65025 tiles for 64 pixels': [
    'IMAGE_UNDECODABLE',
    () => tiles({ rows: 255, columns: 255, shown: 64, whole: 64 }),
  ],
  'AVIF, a grid of 65025 tiles for 16384 pixels a side': [
    'IMAGE_TOO_MANY_PIXELS',
    () => tiles({ rows: 255, columns: 255, shown: 16_384, whole: 16_384 }),
  ],
  'AVIF, a grid of 2500 tiles of 10 megapixels': [
    'IMAGE_UNDECODABLE',
    () => tiles({ rows: 50, columns: 50, shown: 3200, whole: 3200, side: 3200 }),
  ],
  'AVIF, a grid made of itself': [
    'IMAGE_UNDECODABLE',
    () => tiles({ rows: 2, columns: 2, shown: 128, whole: 128, loop: true }),
  ],
  'AVIF, a grid of no tiles': [
    'IMAGE_UNDECODABLE',
    () => avif([{ type: 'grid', data: grid(2, 2, 128, 128), properties: [1] }], [ispe(128, 128)]),
  ],
  'AVIF, an overlay of itself': [
    'IMAGE_UNDECODABLE',
    () =>
      avif(
        [{ type: 'iovl', data: Buffer.alloc(40), properties: [1], references: { dimg: [1, 1] } }],
        [ispe(64, 64)],
      ),
  ],
  'AVIF, identities in a circle': [
    'IMAGE_UNDECODABLE',
    () => avif([empty('iden', { dimg: [2] }), empty('iden', { dimg: [1] })], [ispe(64, 64)]),
  ],
  'AVIF, a chain of 5000 identities': [
    'IMAGE_UNDECODABLE',
    () =>
      avif(
        Array.from({ length: 5000 }, (_, at) => empty('iden', { dimg: [at + 2] })),
        [ispe(64, 64)],
      ),
  ],
  'AVIF, a thumbnail of itself': ['IMAGE_UNDECODABLE', () => still({ references: { thmb: [1] } })],
  'AVIF, its own alpha': [
    'IMAGE_UNDECODABLE',
    () => still({ references: { auxl: [1] }, properties: [auxiliaryAlpha] }),
  ],
  'AVIF, 900 items that nobody needs': [
    'IMAGE_UNDECODABLE',
    () => still({ items: Array.from({ length: 900 }, () => empty('mime')) }),
  ],
  'AVIF, 60 000 items': [
    'IMAGE_UNDECODABLE',
    () => still({ items: Array.from({ length: 60_000 }, () => empty('mime')) }),
  ],
  'AVIF, 200 000 properties': [
    'IMAGE_UNDECODABLE',
    () => still({ properties: [Buffer.concat(Array.from({ length: 200_000 }, () => box('free')))] }),
  ],
  'AVIF, a colour profile of 10 MB': [
    'survived',
    () => still({ properties: [box('colr', ascii('prof'), noiseBytes(10 * MEGABYTE))] }),
  ],
  'AVIF, cropped to nothing': [
    'IMAGE_UNDECODABLE',
    () => still({ properties: [box('clap', be32(0, 0, 0, 0, 0, 0, 0, 0))] }),
  ],
  'AVIF, boxes 20 000 deep': [
    'IMAGE_UNDECODABLE',
    () => {
      const innermost = box('free');
      const heads = Array.from({ length: 20_000 }, (_, depth) =>
        Buffer.concat([be32(innermost.byteLength + 8 * (20_000 - depth)), ascii('dinf')]),
      );
      return still({ more: [Buffer.concat([...heads, innermost])] });
    },
  ],
  'AVIF, a box of size 1': [
    'IMAGE_UNDECODABLE',
    () => forgedAvif([], [Buffer.concat([be32(1), ascii('mdat'), be32(0, 1)])]),
  ],
  'AVIF, a box of 2^63 bytes': [
    'IMAGE_UNDECODABLE',
    () => forgedAvif([], [Buffer.concat([be32(1), ascii('mdat'), be32(2 ** 31, 0)])]),
  ],
  'AVIF, 400 000 empty boxes': [
    'IMAGE_UNDECODABLE',
    () =>
      forgedAvif(
        [],
        Array.from({ length: 400_000 }, () => box('free')),
      ),
  ],
  'AVIF, EXIF that leads round in circles': [
    'IMAGE_TOO_COSTLY',
    () =>
      still({
        items: [
          {
            type: 'Exif',
            data: Buffer.concat([be32(0), exifMaze()]),
            properties: [],
            references: { cdsc: [1] },
          },
        ],
      }),
  ],
  'AVIF, no primary picture': ['IMAGE_UNDECODABLE', () => changed('pitm', 0, ascii('free'))],
  'AVIF, a primary picture that is not there': ['IMAGE_UNDECODABLE', () => changed('pitm', 8, be16(999))],
  'AVIF, no decoder configuration': ['IMAGE_UNDECODABLE', () => changed('av1C', 0, ascii('free'))],
  'AVIF, data beyond the end': ['IMAGE_UNDECODABLE', () => changed('mdat', -4, be32(2 ** 31))],
  'AVIF, data that is noise': ['IMAGE_UNDECODABLE', () => changed('mdat', 4, noiseBytes(400))],
  'AVIF, HEVC inside': [
    'IMAGE_UNDECODABLE',
    () =>
      avif(
        [{ type: 'hvc1', data: noiseBytes(500), properties: [1, 2] }],
        [ispe(64, 64), box('hvcC', Buffer.alloc(23))],
      ),
  ],
  'AVIF, 100 000 frames': [
    'IMAGE_TOO_MANY_FRAMES',
    async () => Buffer.concat([await small(), avifTracks(100_000, 64)]),
  ],
  'AVIF, frames larger than its picture': [
    'IMAGE_TOO_MANY_PIXELS',
    async () => Buffer.concat([await small(), avifTracks(5, 60_000)]),
  ],
  'AVIF, frames in a circle of tracks': [
    'IMAGE_UNDECODABLE',
    async () => Buffer.concat([await small(), avifTracks(5, 64), avifTracks(5, 64)]),
  ],
  'AVIF, 30 000 extents': ['IMAGE_UNDECODABLE', () => changed('iloc', 12, be16(1, 0, 30_000))],
  'AVIF, a picture in a box that is not full': [
    'IMAGE_UNDECODABLE',
    () => changed('meta', 4, fullBox('free')),
  ],
});
