import { deflateSync } from 'node:zlib';
import { ascii, be32, patched, repeated } from '../../support/images/bytes.js';
import { forgedApng, forgedPng, pngChunk } from '../../support/images/forged.js';
import { sample } from '../../support/images/samples.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { flat, LARGE_SIDE, MEGABYTE, noiseBytes, zlibBomb } from './parts/bulk.js';
import { exifMaze } from './parts/exif-maze.js';
import {
  AFTER_HEADER,
  onePixel,
  holding,
  keyword,
  bombChunk,
  zeros,
  inPieces,
  withHeader,
  spliced,
} from './parts/png-pictures.js';

export const PNG_BOMBS: readonly HostileImage[] = hostileImages({
  'PNG, 1 x 2^31 pixels': ['IMAGE_TOO_MANY_PIXELS', () => forgedPng(1, 2 ** 31)],
  'PNG, 2^31 - 1 x 1 pixels': ['IMAGE_TOO_MANY_PIXELS', () => forgedPng(2 ** 31 - 1, 1)],
  'PNG, 2^32 - 1 pixels a side': ['IMAGE_TOO_MANY_PIXELS', () => forgedPng(2 ** 32 - 1, 2 ** 32 - 1)],
  'PNG, 16384 x 16384 of one colour': [
    'IMAGE_TOO_MANY_PIXELS',
    () => forgedPng(16_384, 16_384, [pngChunk('IDAT', zlibBomb())]),
  ],
  'PNG, 49 megapixels of one colour': ['survived', () => flat((image) => image.png())],
  'PNG, 49 megapixels with alpha': ['survived', () => flat((image) => image.png(), LARGE_SIDE, 4)],
  'PNG, 49 megapixels, interlaced': ['dear', () => flat((image) => image.png({ progressive: true }))],
  'PNG, 49 megapixels with alpha, interlaced': [
    'dear',
    () => flat((image) => image.png({ progressive: true }), LARGE_SIDE, 4),
  ],
  'PNG, 49 megapixels with alpha, on its side': [
    'dear',
    () => flat((image) => image.withMetadata({ orientation: 6 }).png(), LARGE_SIDE, 4),
  ],
  'PNG, 49 megapixels of one bit': ['survived', () => zeros(LARGE_SIDE, LARGE_SIDE, 1, 0, 1)],
  'PNG, 50 000 000 x 1 pixels': ['IMAGE_SIDE_TOO_LONG', () => zeros(50_000_000, 1, 1, 0, 1)],
  'PNG, 1 x 50 000 000 pixels': ['IMAGE_SIDE_TOO_LONG', () => zeros(1, 50_000_000, 1, 0, 1)],
  'PNG, 33 megapixels of 16 bits, interlaced': [
    'dear',
    () => flat((image) => image.toColourspace('rgb16').png({ progressive: true }), 5750),
  ],
  'PNG, 26 megapixels of 16 bits with alpha, interlaced': [
    'dear',
    () => flat((image) => image.toColourspace('rgb16').png({ progressive: true }), 5100, 4),
  ],
  'PNG, 49 megapixels of 16 bits, interlaced': [
    'IMAGE_DECODED_TOO_LARGE',
    () => flat((image) => image.toColourspace('rgb16').png({ progressive: true })),
  ],
  'PNG, 256 MB of pixel data for one pixel': [
    'survived',
    () => forgedPng(1, 1, [pngChunk('IDAT', zlibBomb())]),
  ],
  'PNG, colour profile of 256 MB': ['survived', () => holding(bombChunk('iCCP', keyword('bomb')))],
  'PNG, compressed text of 256 MB': ['survived', () => holding(bombChunk('zTXt', keyword('bomb')))],
  'PNG, compressed international text of 256 MB': [
    'survived',
    () => holding(bombChunk('iTXt', ascii('XML:com.adobe.xmp\0\x01\0\0\0'))),
  ],
  'PNG, a thousand compressed texts of 1 MB': [
    'survived',
    () =>
      holding(
        repeated(pngChunk('zTXt', Buffer.concat([keyword('t'), deflateSync(Buffer.alloc(MEGABYTE))])), 1000),
      ),
  ],
  'PNG, 10 MB of EXIF': [
    'survived',
    () =>
      holding(pngChunk('eXIf', Buffer.concat([ascii('II*\0\x08\0\0\0'), Buffer.alloc(10 * MEGABYTE, 1)]))),
  ],
  'PNG, 10 MB of text': [
    'survived',
    () => holding(pngChunk('tEXt', Buffer.concat([ascii('t\0'), Buffer.alloc(10 * MEGABYTE, 65)]))),
  ],
  'PNG, 10 MB of a chunk that nobody knows': [
    'survived',
    () => holding(pngChunk('prVt', noiseBytes(10 * MEGABYTE))),
  ],
  'PNG, 100 000 texts': [
    'IMAGE_UNDECODABLE',
    () => holding(repeated(pngChunk('tEXt', ascii('a\0b')), 100_000)),
  ],
  'PNG, 300 000 empty chunks': ['IMAGE_UNDECODABLE', () => holding(repeated(pngChunk('teXt'), 300_000))],
  'PNG, its data in 2000 pieces': ['survived', () => inPieces(2000)],
  'PNG, its data in 20 000 pieces': ['IMAGE_UNDECODABLE', () => inPieces(20_000)],
  'PNG, 150 000 empty pieces of data': [
    'IMAGE_UNDECODABLE',
    () => forgedPng(1, 1, [repeated(pngChunk('IDAT'), 150_000), onePixel]),
  ],
  'PNG, animated, says 4 000 000 000 frames': ['IMAGE_TOO_MANY_FRAMES', () => forgedApng(4_000_000_000, 0)],
  'PNG, animated, 100 000 frames': ['IMAGE_TOO_MANY_FRAMES', () => forgedApng(1, 100_000)],
  'PNG, animated, a frame larger than all': ['IMAGE_TOO_MANY_PIXELS', () => forgedApng(1, 1, 100_000)],
});

export const PNG_LIES: readonly HostileImage[] = hostileImages({
  'PNG, 0 x 0 pixels': ['IMAGE_UNDECODABLE', () => forgedPng(0, 0)],
  'PNG, pixels missing': ['IMAGE_UNDECODABLE', () => forgedPng(500, 500)],
  'PNG, no pixels': ['IMAGE_UNDECODABLE', () => forgedPng(9, 9, [])],
  'PNG, pixels that are no zlib': [
    'IMAGE_UNDECODABLE',
    () => forgedPng(9, 9, [pngChunk('IDAT', noiseBytes(500))]),
  ],
  'PNG, 3 bits a channel': ['IMAGE_UNDECODABLE', () => withHeader(8, 3)],
  'PNG, 255 bits a channel': ['IMAGE_UNDECODABLE', () => withHeader(8, 255)],
  'PNG, colour type 5': ['IMAGE_UNDECODABLE', () => withHeader(9, 5)],
  'PNG, unknown compression': ['IMAGE_UNDECODABLE', () => withHeader(10, 1)],
  'PNG, unknown filtering': ['IMAGE_UNDECODABLE', () => withHeader(11, 9)],
  'PNG, unknown interlacing': ['IMAGE_UNDECODABLE', () => withHeader(12, 7)],
  'PNG, wrong checksum of the header': [
    'IMAGE_UNDECODABLE',
    async () => patched(await sample('png'), 29, be32(0)),
  ],
  'PNG, wrong checksum of a text': [
    'survived',
    () => spliced(patched(pngChunk('tEXt', ascii('a\0b')), 12, ascii('z'))),
  ],
  'PNG, wrong checksum at the end of its data': [
    'IMAGE_UNDECODABLE',
    async () => {
      const file = await sample('png');
      return patched(file, file.byteLength - 16, be32(0));
    },
  ],
  'PNG, two headers': [
    'IMAGE_UNDECODABLE',
    async () => spliced((await sample('png')).subarray(8, AFTER_HEADER)),
  ],
  'PNG, a chunk of 2^31 bytes': ['IMAGE_UNDECODABLE', () => spliced(be32(2 ** 31), ascii('tEXt'))],
  'PNG, an unknown chunk that must be understood': ['IMAGE_UNDECODABLE', () => spliced(pngChunk('QQQQ'))],
  'PNG, a palette of 1000 colours': ['survived', () => spliced(pngChunk('PLTE', Buffer.alloc(3000)))],
  'PNG, an empty palette': ['IMAGE_UNDECODABLE', () => forgedPng(1, 1, [pngChunk('PLTE'), onePixel], [8, 3])],
  'PNG, no palette where one is needed': ['IMAGE_UNDECODABLE', () => forgedPng(1, 1, [onePixel], [8, 3])],
  'PNG, a colour beyond its palette': [
    'survived',
    () =>
      forgedPng(
        1,
        1,
        [pngChunk('PLTE', Buffer.alloc(3)), pngChunk('IDAT', deflateSync(Buffer.from([0, 255])))],
        [8, 3],
      ),
  ],
  'PNG, a colour profile that is none': [
    'survived',
    () => spliced(pngChunk('iCCP', Buffer.concat([keyword('icc'), deflateSync(noiseBytes(5000))]))),
  ],
  'PNG, gamma 0': ['survived', () => spliced(pngChunk('gAMA', be32(0)))],
  'PNG, impossible primaries': ['survived', () => spliced(pngChunk('cHRM', repeated(be32(2 ** 32 - 1), 8)))],
  'PNG, EXIF that goes round in a circle': [
    'survived',
    () =>
      spliced(pngChunk('eXIf', ascii('II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0'))),
  ],
  'PNG, EXIF that leads round in circles': ['IMAGE_UNDECODABLE', () => spliced(pngChunk('eXIf', exifMaze()))],
  'PNG, as iPhones pack it': [
    'IMAGE_UNDECODABLE',
    async () => {
      const file = await sample('png');
      return Buffer.concat([file.subarray(0, 8), pngChunk('CgBI', be32(0x50002002)), file.subarray(8)]);
    },
  ],
});
