import { deflateSync } from 'node:zlib';
import { ascii, le16, le32, patched, repeated } from '../../support/images/bytes.js';
import { forgedTiff } from '../../support/images/forged.js';
import { animation, sample } from '../../support/images/samples.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { LARGE_SIDE, MEGABYTE, noiseBytes, zlibBomb } from './parts/bulk.js';
import { page, shorts, TAG, tiff } from './parts/tiff-file.js';
import {
  SIDE,
  PIXELS,
  DEFLATE,
  small,
  said,
  large,
  tiled,
  inStrips,
  packBits,
  zipped,
  unknownTags,
} from './parts/tiff-pages.js';

export const TIFF_BOMBS: readonly HostileImage[] = hostileImages({
  'TIFF, 2^32 - 1 pixels a side': ['IMAGE_TOO_MANY_PIXELS', () => forgedTiff([2 ** 32 - 1])],
  'TIFF, 49 megapixels, deflate': ['survived', () => large('deflate')],
  'TIFF, 49 megapixels, LZW': ['survived', () => large('lzw')],
  'TIFF, 49 megapixels, JPEG': ['survived', () => large('jpeg')],
  'TIFF, 49 megapixels, PackBits': ['survived', () => packBits(6912)],
  'TIFF, 49 megapixels in tiles': ['survived', () => large('deflate', true)],
  'TIFF, 49 megapixels of 64-bit numbers': [
    'IMAGE_DECODED_TOO_LARGE',
    () => zipped(LARGE_SIDE, 100, { [TAG.BITS]: shorts(64) }),
  ],
  'TIFF, 49 megapixels of 100 channels': [
    'IMAGE_DECODED_TOO_LARGE',
    () => zipped(LARGE_SIDE, 100, { [TAG.CHANNELS]: shorts(100) }),
  ],
  'TIFF, 26 megapixels of 64-bit floating point': [
    'IMAGE_UNDECODABLE',
    () => zipped(5100, 100, { [TAG.BITS]: shorts(64), [TAG.SAMPLE_FORMAT]: shorts(3) }),
  ],
  'TIFF, one strip of 49 megapixels': ['survived', () => zipped(LARGE_SIDE, LARGE_SIDE ** 2, {})],
  'TIFF, a strip that inflates to 256 MB': ['survived', () => said(DEFLATE, zlibBomb())],
  'TIFF, a strip for each of 7000 rows': ['survived', () => inStrips(LARGE_SIDE)],
  'TIFF, 191 000 tiles that are one': ['dear', () => tiled(LARGE_SIDE, 16, deflateSync(Buffer.alloc(256)))],
  'TIFF, a tile of 49 megapixels for 100 pixels': [
    'IMAGE_UNDECODABLE',
    () => tiled(10, 6992, deflateSync(Buffer.alloc(6992 ** 2))),
  ],
  'TIFF, a tile of 2^31 pixels a side': ['IMAGE_TOO_MANY_PIXELS', () => tiled(10, 2 ** 31, Buffer.alloc(9))],
  'TIFF, 100 000 pages': [
    'IMAGE_TOO_MANY_FRAMES',
    () => forgedTiff(Array.from({ length: 100_000 }, () => 1)),
  ],
  'TIFF, a late page larger than all': ['IMAGE_TOO_MANY_PIXELS', () => forgedTiff([1, 1, 100_000])],
  'TIFF, 10 MB of description': [
    'survived',
    () => small({ [TAG.DESCRIPTION]: { type: 2, bytes: Buffer.alloc(10 * MEGABYTE, 65) } }),
  ],
  'TIFF, a colour profile of 10 MB': [
    'survived',
    () => small({ [TAG.ICC]: { type: 7, bytes: noiseBytes(10 * MEGABYTE) } }),
  ],
  'TIFF, 4000 unknown tags': ['IMAGE_UNDECODABLE', () => small(unknownTags(4000))],
  'TIFF, 500 unknown tags': ['survived', () => small(unknownTags(500))],
  'TIFF, 60 000 entries': [
    'IMAGE_UNDECODABLE',
    () => small(Object.fromEntries(Array.from({ length: 60_000 }, (_, tag) => [tag + 500, [1]]))),
  ],
});

export const TIFF_LIES: readonly HostileImage[] = hostileImages({
  'TIFF, 0 x 0 pixels': ['IMAGE_UNDECODABLE', () => forgedTiff([0])],
  'TIFF, pages that go round in a circle': ['IMAGE_UNDECODABLE', () => forgedTiff([4, 4, 4], 8)],
  'TIFF, a page after itself': [
    'IMAGE_UNDECODABLE',
    () => tiff(page(SIDE, PIXELS), Buffer.alloc(PIXELS), 'self'),
  ],
  'TIFF, a next page beyond the end': [
    'IMAGE_UNDECODABLE',
    () => tiff(page(SIDE, PIXELS), Buffer.alloc(PIXELS), 2 ** 31),
  ],
  'TIFF, a first page beyond the end': [
    'IMAGE_UNDECODABLE',
    () => Buffer.concat([ascii('II*\0'), le32(2 ** 31)]),
  ],
  'TIFF, no page': ['IMAGE_UNDECODABLE', () => Buffer.concat([ascii('II*\0'), le32(0)])],
  'TIFF, sub-directories that go round in a circle': [
    'survived',
    () => small({ [TAG.SUB_DIRECTORIES]: [8 + PIXELS, 8 + PIXELS] }),
  ],
  'TIFF, 100 000 sub-directories': [
    'survived',
    () => small({ [TAG.SUB_DIRECTORIES]: Array<number>(100_000).fill(8 + PIXELS) }),
  ],
  'TIFF, EXIF that is its own page': ['survived', () => small({ [TAG.EXIF]: [8 + PIXELS] })],
  'TIFF, big, pages 2^60 bytes on': [
    'IMAGE_UNDECODABLE',
    () => Buffer.concat([ascii('II'), le16(43, 8, 0), le32(0, 2 ** 28)]),
  ],
  'TIFF, big, a directory of 2^60 entries': [
    'IMAGE_UNDECODABLE',
    () => Buffer.concat([ascii('II'), le16(43, 8, 0), le32(16, 0, 0, 2 ** 28)]),
  ],
  'TIFF, big, cut short': ['IMAGE_UNDECODABLE', async () => (await sample('big tiff')).subarray(0, 900)],
  'TIFF, strips beyond the end': ['IMAGE_UNDECODABLE', () => small({ [TAG.OFFSETS]: [2 ** 31] })],
  'TIFF, a strip of 4 GB': ['survived', () => small({ [TAG.BYTE_COUNTS]: [2 ** 32 - 1] })],
  'TIFF, too few bytes in its strip': ['IMAGE_UNDECODABLE', () => small({}, Buffer.alloc(10))],
  'TIFF, no strips': ['IMAGE_UNDECODABLE', () => forgedTiff([16])],
  'TIFF, 0 rows a strip': ['IMAGE_UNDECODABLE', () => small({ [TAG.ROWS_PER_STRIP]: [0] })],
  'TIFF, tiles of 0 pixels': [
    'IMAGE_UNDECODABLE',
    () =>
      small({
        [TAG.TILE_WIDTH]: [0],
        [TAG.TILE_HEIGHT]: [0],
        [TAG.TILE_OFFSETS]: [8],
        [TAG.TILE_BYTE_COUNTS]: [9],
      }),
  ],
  'TIFF, 64 bits a channel': [
    'IMAGE_UNDECODABLE',
    () => small({ [TAG.BITS]: shorts(64) }, Buffer.alloc(PIXELS * 8)),
  ],
  'TIFF, 7 bits a channel': ['IMAGE_UNDECODABLE', () => small({ [TAG.BITS]: shorts(7) })],
  'TIFF, 65535 bits a channel': ['IMAGE_UNDECODABLE', () => small({ [TAG.BITS]: shorts(65_535) })],
  'TIFF, no channels': ['IMAGE_UNDECODABLE', () => small({ [TAG.CHANNELS]: shorts(0) })],
  'TIFF, 65535 channels': ['IMAGE_UNDECODABLE', () => small({ [TAG.CHANNELS]: shorts(65_535) })],
  'TIFF, floating point that is no number': [
    'survived',
    () => small({ [TAG.BITS]: shorts(32), [TAG.SAMPLE_FORMAT]: shorts(3) }, Buffer.alloc(PIXELS * 4, 255)),
  ],
  'TIFF, complex numbers': [
    'IMAGE_UNDECODABLE',
    () => small({ [TAG.BITS]: shorts(64), [TAG.SAMPLE_FORMAT]: shorts(6) }, Buffer.alloc(PIXELS * 8)),
  ],
  'TIFF, channels in planes that are not there': [
    'IMAGE_UNDECODABLE',
    () => small({ [TAG.CHANNELS]: shorts(3), [TAG.PLANAR]: shorts(2), [TAG.PHOTOMETRIC]: shorts(2) }),
  ],
  'TIFF, unknown colours': ['IMAGE_UNDECODABLE', () => small({ [TAG.PHOTOMETRIC]: shorts(999) })],
  'TIFF, a palette that is not there': ['survived', () => small({ [TAG.PHOTOMETRIC]: shorts(3) })],
  'TIFF, LZW that is noise': ['IMAGE_UNDECODABLE', () => said(5)],
  'TIFF, deflate that is noise': ['IMAGE_UNDECODABLE', () => said(DEFLATE)],
  'TIFF, JPEG that is noise': ['IMAGE_UNDECODABLE', () => said(7)],
  'TIFF, JPEG of another size': [
    'IMAGE_UNDECODABLE',
    async () => said(7, await sample('grey jpeg', 500, 500)),
  ],
  'TIFF, JPEG of 65535 x 65535 pixels': [
    'IMAGE_UNDECODABLE',
    async () => {
      const jpeg = await sample('grey jpeg');
      return said(
        7,
        patched(jpeg, Buffer.from(jpeg).indexOf(ascii('\xff\xc0')) + 5, repeated(Buffer.from([255]), 4)),
      );
    },
  ],
  'TIFF, JPEG of the old kind': ['IMAGE_UNDECODABLE', () => said(6)],
  'TIFF, fax of noise': [
    'survived',
    () => small({ [TAG.COMPRESSION]: shorts(4), [TAG.BITS]: shorts(1) }, noiseBytes(500)),
  ],
  'TIFF, JBIG': ['IMAGE_UNDECODABLE', () => said(34_661)],
  'TIFF, LERC': ['IMAGE_UNDECODABLE', () => said(34_887)],
  'TIFF, ZSTD': ['IMAGE_UNDECODABLE', () => said(50_000)],
  'TIFF, WebP inside': ['IMAGE_UNDECODABLE', () => said(50_001)],
  'TIFF, JPEG 2000 inside': ['IMAGE_UNDECODABLE', () => said(33_003)],
  'TIFF, unknown compression': ['IMAGE_UNDECODABLE', () => said(64_999)],
  'TIFF, a predictor for what is none': [
    'IMAGE_UNDECODABLE',
    () => zipped(SIDE, PIXELS, { [TAG.PREDICTOR]: shorts(3) }),
  ],
  'TIFF, as slide scanners write it': [
    'survived',
    () =>
      small({
        [TAG.DESCRIPTION]: {
          type: 2,
          bytes: ascii('Aperio Image Library v1\r\n1000000x1000000 [0,0 1000000x1000000] |AppMag = 40\0'),
        },
      }),
  ],
  'TIFF, as Canon packs raw pictures': [
    'IMAGE_UNDECODABLE',
    () => Buffer.concat([ascii('II*\0\x10\0\0\0CR\x02\0'), noiseBytes(900)]),
  ],
  'TIFF, pages cut short': ['IMAGE_UNDECODABLE', async () => (await animation('tiff', 9)).subarray(0, -100)],
});
