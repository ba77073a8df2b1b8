import { le16, le32, patched, repeated } from '../../support/images/bytes.js';
import { forgedWebp, riffChunk } from '../../support/images/forged.js';
import { animation, sample } from '../../support/images/samples.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { flat, LARGE_SIDE, MEGABYTE, noiseBytes } from './parts/bulk.js';
import { exifMaze } from './parts/exif-maze.js';
import {
  animationFrame,
  animationHead,
  extended,
  losslessResized,
  pictureOf,
  webp,
} from './parts/webp-file.js';

const [ANIMATED, XMP, EXIF, ALPHA, ICC] = [0x02, 0x04, 0x08, 0x10, 0x20];
const SIZE_AT = 26;

const small = (): Promise<Uint8Array> => sample('webp');
const smallPicture = async (): Promise<Buffer> => pictureOf(await small());
const tiny = (): Promise<Buffer> => flat((image) => image.webp({ lossless: true }), 8);
const beside = async (
  flags: number,
  before: Uint8Array,
  after: Uint8Array = Buffer.alloc(0),
): Promise<Uint8Array> => webp(extended(flags, 64, 48), before, await smallPicture(), after);

export const WEBP_IMAGES: readonly HostileImage[] = hostileImages({
  'WebP, lossless, 16384 x 16384 pixels': [
    'IMAGE_TOO_MANY_PIXELS',
    async () => losslessResized(await tiny(), 16_384),
  ],
  'WebP, lossless, 49 megapixels in 40 bytes': [
    'survived',
    async () => losslessResized(await tiny(), LARGE_SIDE),
  ],
  'WebP, lossless, 49 megapixels with alpha': [
    'survived',
    () => flat((image) => image.webp({ lossless: true, effort: 0 }), LARGE_SIDE, 4),
  ],
  'WebP, 49 megapixels': ['survived', () => flat((image) => image.webp({ effort: 0 }))],
  'WebP, 49 megapixels with alpha': [
    'survived',
    () => flat((image) => image.webp({ effort: 0 }), LARGE_SIDE, 4),
  ],
  'WebP, 16383 x 16383 pixels': [
    'IMAGE_TOO_MANY_PIXELS',
    async () => patched(await small(), SIZE_AT, le16(16_383, 16_383)),
  ],
  'WebP, larger than its data': [
    'IMAGE_UNDECODABLE',
    async () => patched(await small(), SIZE_AT, le16(7000, 7000)),
  ],
  'WebP, 0 x 0 pixels': ['IMAGE_UNDECODABLE', async () => patched(await small(), SIZE_AT, le16(0, 0))],
  'WebP, a canvas of 2^24 pixels a side': [
    'IMAGE_TOO_MANY_PIXELS',
    async () => webp(extended(0, 2 ** 24, 2 ** 24), await smallPicture()),
  ],
  'WebP, a canvas larger than its picture': [
    'IMAGE_UNDECODABLE',
    async () => webp(extended(0, 7000, 7000), await smallPicture()),
  ],
  'WebP, a canvas smaller than its picture': [
    'IMAGE_UNDECODABLE',
    async () => webp(extended(0, 4, 4), await smallPicture()),
  ],
  'WebP, a tiny canvas around 49 megapixels': [
    'IMAGE_UNDECODABLE',
    async () => webp(extended(0, 4, 4), pictureOf(losslessResized(await tiny(), LARGE_SIDE))),
  ],
  'WebP, a tiny canvas around 268 megapixels': [
    'IMAGE_TOO_MANY_PIXELS',
    async () => webp(extended(0, 4, 4), pictureOf(losslessResized(await tiny(), 16_384))),
  ],
  'WebP, animated, 100 000 frames': [
    'IMAGE_TOO_MANY_FRAMES',
    async () =>
      webp(
        extended(ANIMATED, 8, 8),
        animationHead,
        repeated(animationFrame(8, 8, pictureOf(await tiny())), 100_000),
      ),
  ],
  'WebP, animated, 64 frames of 49 megapixels': [
    'survived',
    async () =>
      webp(
        extended(ANIMATED, LARGE_SIDE, LARGE_SIDE),
        animationHead,
        repeated(
          animationFrame(LARGE_SIDE, LARGE_SIDE, pictureOf(losslessResized(await tiny(), LARGE_SIDE))),
          64,
        ),
      ),
  ],
  'WebP, animated, a frame larger than its canvas': ['IMAGE_UNDECODABLE', () => forgedWebp(4, 500, 500)],
  'WebP, animated, a picture larger than its frame': [
    'IMAGE_TOO_MANY_PIXELS',
    () => forgedWebp(4, 4, 16_000),
  ],
  'WebP, animated, no frame': ['IMAGE_UNDECODABLE', () => webp(extended(ANIMATED, 8, 8), animationHead)],
  'WebP, animated, empty frames': [
    'IMAGE_UNDECODABLE',
    () => webp(extended(ANIMATED, 8, 8), animationHead, repeated(animationFrame(8, 8, Buffer.alloc(0)), 60)),
  ],
  'WebP, animated, cut short': [
    'IMAGE_UNDECODABLE',
    async () => (await animation('webp', 9)).subarray(0, -300),
  ],
  'WebP, a container that says it is longer': [
    'IMAGE_UNDECODABLE',
    async () => patched(await small(), 4, le32(2 ** 31)),
  ],
  'WebP, a container that says it is empty': [
    'IMAGE_UNDECODABLE',
    async () => patched(await small(), 4, le32(0)),
  ],
  'WebP, a chunk of 4 GB': ['IMAGE_UNDECODABLE', async () => patched(await small(), 16, le32(2 ** 32 - 1))],
  'WebP, a colour profile of 10 MB': [
    'survived',
    () => beside(ICC, riffChunk('ICCP', Buffer.alloc(10 * MEGABYTE))),
  ],
  'WebP, EXIF of 10 MB': [
    'survived',
    () => beside(EXIF, Buffer.alloc(0), riffChunk('EXIF', Buffer.alloc(10 * MEGABYTE, 73))),
  ],
  'WebP, EXIF that leads round in circles': [
    'IMAGE_UNDECODABLE',
    () => beside(EXIF, Buffer.alloc(0), riffChunk('EXIF', exifMaze())),
  ],
  'WebP, XMP of 10 MB': [
    'survived',
    () => beside(XMP, Buffer.alloc(0), riffChunk('XMP ', Buffer.alloc(10 * MEGABYTE, 60))),
  ],
  'WebP, alpha that is noise': [
    'IMAGE_UNDECODABLE',
    () => beside(ALPHA, riffChunk('ALPH', Buffer.concat([Buffer.from([1]), noiseBytes(5000)]))),
  ],
  'WebP, alpha of no bytes': ['IMAGE_UNDECODABLE', () => beside(ALPHA, riffChunk('ALPH', Buffer.alloc(0)))],
  'WebP, 100 000 unknown chunks': [
    'IMAGE_UNDECODABLE',
    () => beside(0, repeated(riffChunk('junk', Buffer.alloc(2)), 100_000)),
  ],
  'WebP, 500 000 empty chunks': [
    'IMAGE_UNDECODABLE',
    () => beside(0, repeated(riffChunk('junk', Buffer.alloc(0)), 500_000)),
  ],
  'WebP, two pictures': ['survived', async () => webp(await smallPicture(), await smallPicture())],
  'WebP, no picture': ['IMAGE_UNDECODABLE', () => webp(extended(0, 9, 9))],
  'WebP, data that is noise': ['IMAGE_UNDECODABLE', async () => patched(await small(), 40, noiseBytes(300))],
  'WebP, lossless data that is noise': [
    'IMAGE_UNDECODABLE',
    async () => {
      const file = await sample('lossless webp');
      return patched(file, 30, noiseBytes(file.byteLength - 30));
    },
  ],
  'WebP, not a key frame': ['IMAGE_UNDECODABLE', async () => patched(await small(), 20, Buffer.from([1]))],
});
