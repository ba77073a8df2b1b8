import { ascii, be16, patched, repeated } from '../../support/images/bytes.js';
import { sample } from '../../support/images/samples.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { flat, grain, LARGE_SIDE, MEGABYTE, noiseBytes } from './parts/bulk.js';
import { exifMaze } from './parts/exif-maze.js';
import {
  app,
  blackJpeg,
  everyLawfulStep,
  markerAt,
  scanBomb,
  segment,
  withSegments,
} from './parts/jpeg-file.js';
import { FRAME, SCAN, small, inFront, changed, inScan, icc, exif, full } from './parts/jpeg-pictures.js';

export const JPEG_BOMBS: readonly HostileImage[] = hostileImages({
  'JPEG, 65535 x 65535 pixels': ['IMAGE_TOO_MANY_PIXELS', () => changed(FRAME, 5, be16(65_535, 65_535))],
  'JPEG, 49 megapixels of one colour': ['survived', () => flat((image) => image.jpeg())],
  'JPEG, 49 megapixels, progressive': ['survived', () => flat((image) => image.jpeg({ progressive: true }))],
  'JPEG, 49 megapixels, progressive, on its side': [
    'survived',
    () => flat((image) => image.withMetadata({ orientation: 6 }).jpeg({ progressive: true })),
  ],
  'JPEG, 49 megapixels of four inks': ['survived', () => blackJpeg(LARGE_SIDE, 4)],
  'JPEG, 8 MB of progressive grain': [
    'survived',
    () => grain((image) => image.jpeg({ progressive: true, quality: 97 }), 3000),
  ],
  'JPEG, 20 scans over 49 megapixels': [
    'survived',
    () => scanBomb(7000, [...everyLawfulStep()].slice(0, 19)),
  ],
  'JPEG, 883 lawful scans over 49 megapixels': ['IMAGE_UNDECODABLE', () => scanBomb(7000, everyLawfulStep())],
  'JPEG, 883 lawful scans over 1 megapixel': ['IMAGE_UNDECODABLE', () => scanBomb(1000, everyLawfulStep())],
  'JPEG, 5000 times the same scan': [
    'IMAGE_UNDECODABLE',
    () =>
      scanBomb(
        7000,
        Array.from({ length: 5000 }, () => [1, 63, 0] as const),
      ),
  ],
  'JPEG, 200 000 empty scans': [
    'IMAGE_UNDECODABLE',
    async () => {
      const file = await sample('progressive jpeg');
      const at = markerAt(file, SCAN);
      const head = file.subarray(at, at + 2 + 12);
      return Buffer.concat([file.subarray(0, at), repeated(head, 200_000), file.subarray(at)]);
    },
  ],
  'JPEG, 16 MB of colour profile': [
    'survived',
    () => inFront(...Array.from({ length: 255 }, (_, at) => icc(at + 1, 255, Buffer.alloc(65_000)))),
  ],
  'JPEG, 255 parts of a profile in disorder': [
    'survived',
    () => inFront(...Array.from({ length: 255 }, () => icc(200, 3, noiseBytes(100)))),
  ],
  'JPEG, 19 MB of XMP': ['survived', () => inFront(repeated(full('http://ns.adobe.com/xap/1.0/\0'), 290))],
  'JPEG, 19 MB of extended XMP': [
    'survived',
    () => inFront(repeated(full('http://ns.adobe.com/xmp/extension/\0'), 290)),
  ],
  'JPEG, 19 MB of EXIF in 290 parts': [
    'survived',
    () => inFront(repeated(exif(ascii('II*\0\x08\0\0\0'), Buffer.alloc(65_000)), 290)),
  ],
  'JPEG, 19 MB of fill bytes': ['IMAGE_UNDECODABLE', () => inFront(Buffer.alloc(19 * MEGABYTE, 0xff))],
  'JPEG, 19 MB of stray bytes': ['survived', () => inFront(segment(0xfe), Buffer.alloc(19 * MEGABYTE, 1))],
  'JPEG, 19 MB of fill in its data': ['survived', () => inScan(Buffer.alloc(19 * MEGABYTE, 0xff))],
  'JPEG, 1000 comments': ['survived', () => inFront(repeated(segment(0xfe, ascii('x')), 1000))],
  'JPEG, 150 000 comments': [
    'IMAGE_UNDECODABLE',
    () => inFront(repeated(segment(0xfe, ascii('x')), 150_000)),
  ],
  'JPEG, 400 000 empty comments': ['IMAGE_UNDECODABLE', () => inFront(repeated(segment(0xfe), 400_000))],
  'JPEG, 4 000 000 start markers': [
    'IMAGE_UNDECODABLE',
    () => inFront(repeated(Buffer.from([0xff, 0xd8]), 4_000_000)),
  ],
  'JPEG, 9 000 000 restarts in its data': [
    'survived',
    () => inScan(repeated(ascii('\xff\xd0\xff\xd5'), 4_500_000)),
  ],
  'JPEG, a restart after each block': ['survived', () => inFront(segment(0xdd, be16(1)))],
});

export const JPEG_LIES: readonly HostileImage[] = hostileImages({
  'JPEG, height 0, to be told later': ['IMAGE_UNDECODABLE', () => changed(FRAME, 5, be16(0))],
  'JPEG, width 0': ['IMAGE_UNDECODABLE', () => changed(FRAME, 7, be16(0))],
  'JPEG, no components': ['IMAGE_UNDECODABLE', () => changed(FRAME, 9, Buffer.from([0]))],
  'JPEG, 255 components': ['IMAGE_UNDECODABLE', () => changed(FRAME, 9, Buffer.from([255]))],
  'JPEG, two components': ['IMAGE_UNDECODABLE', () => changed(FRAME, 9, Buffer.from([2]))],
  'JPEG, 12 bits a channel': ['IMAGE_UNDECODABLE', () => changed(FRAME, 4, Buffer.from([12]))],
  'JPEG, 16 bits a channel': ['IMAGE_UNDECODABLE', () => changed(FRAME, 4, Buffer.from([16]))],
  'JPEG, extended, 12 bits': [
    'IMAGE_UNDECODABLE',
    async () =>
      patched(await changed(FRAME, 4, Buffer.from([12])), markerAt(await small(), FRAME), ascii('\xff\xc1')),
  ],
  'JPEG, lossless': ['IMAGE_UNDECODABLE', () => changed(FRAME, 1, Buffer.from([0xc3]))],
  'JPEG, hierarchical': ['IMAGE_UNDECODABLE', () => changed(FRAME, 1, Buffer.from([0xc5]))],
  'JPEG, arithmetic coding': ['survived', () => changed(FRAME, 1, Buffer.from([0xc9]))],
  'JPEG, progressive arithmetic coding': [
    'survived',
    () => changed(0xc2, 1, Buffer.from([0xca]), 'progressive jpeg'),
  ],
  'JPEG, baseline said to be progressive': [
    'IMAGE_UNDECODABLE',
    () => changed(FRAME, 1, Buffer.from([0xc2])),
  ],
  'JPEG, impossible subsampling': ['IMAGE_UNDECODABLE', () => changed(FRAME, 11, Buffer.from([0x55]))],
  'JPEG, subsampling 4 x 4': ['IMAGE_UNDECODABLE', () => changed(FRAME, 11, Buffer.from([0x44]))],
  'JPEG, no subsampling at all': ['IMAGE_UNDECODABLE', () => changed(FRAME, 11, Buffer.from([0]))],
  'JPEG, a missing quantisation table': ['IMAGE_UNDECODABLE', () => changed(FRAME, 12, Buffer.from([3]))],
  'JPEG, quantisation by 0': ['survived', () => changed(0xdb, 5, Buffer.alloc(64))],
  'JPEG, a missing Huffman table': ['IMAGE_UNDECODABLE', () => changed(SCAN, 6, Buffer.from([0x33]))],
  'JPEG, a Huffman table of too many codes': [
    'IMAGE_UNDECODABLE',
    () => changed(0xc4, 5, Buffer.alloc(16, 255)),
  ],
  'JPEG, a scan of unknown components': ['IMAGE_UNDECODABLE', () => changed(SCAN, 5, Buffer.from([77]))],
  'JPEG, two frame headers': [
    'IMAGE_UNDECODABLE',
    () => inFront(segment(FRAME, Buffer.from([8]), be16(10, 10), Buffer.from([1, 1, 0x11, 0]))),
  ],
  'JPEG, no frame header': ['IMAGE_UNDECODABLE', () => changed(FRAME, 1, Buffer.from([0xfe]))],
  'JPEG, a segment of length 0': ['IMAGE_UNDECODABLE', () => inFront(Buffer.from([0xff, 0xfe, 0, 0]))],
  'JPEG, over before it began': ['IMAGE_UNDECODABLE', () => inFront(Buffer.from([0xff, 0xd9]))],
  'JPEG, no end': ['IMAGE_UNDECODABLE', async () => (await small()).subarray(0, -2)],
  'JPEG, four inks and a broken Adobe marker': [
    'survived',
    async () =>
      withSegments(await sample('cmyk jpeg'), app(14, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 99]))),
  ],
  'JPEG, three colours said to be YCCK': [
    'survived',
    () => inFront(app(14, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 2]))),
  ],
  'JPEG, EXIF that goes round in a circle': [
    'survived',
    () => inFront(exif(ascii('II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0'))),
  ],
  'JPEG, EXIF that leads round in circles': ['IMAGE_UNDECODABLE', () => inFront(exif(exifMaze()))],
  'JPEG, the same behind other EXIF': [
    'IMAGE_UNDECODABLE',
    () => inFront(exif(ascii('II*\0\x08\0\0\0')), exif(exifMaze())),
  ],
  'JPEG, EXIF values of 4 GB': [
    'survived',
    () => inFront(exif(ascii('II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\xff\xff\xff\xff\x08\0\0\0\0\0\0\0'))),
  ],
  'JPEG, an EXIF thumbnail beyond the end': [
    'survived',
    () =>
      inFront(
        exif(
          ascii(
            'II*\0\x08\0\0\0\0\0\x0e\0\0\0\x02\0\x01\x02\x04\0\x01\0\0\0\xff\xff\xff\x7f\x02\x02\x04\0\x01\0\0\0\xff\xff\xff\x7f\0\0\0\0',
          ),
        ),
      ),
  ],
  'JPEG, a colour profile that says 4 GB': [
    'survived',
    () => inFront(icc(1, 1, Buffer.concat([Buffer.alloc(4, 255), noiseBytes(300)]))),
  ],
  'JPEG, data that is noise': [
    'survived',
    async () => {
      const file = await small();
      const at = markerAt(file, SCAN) + 14;
      return patched(file, at, noiseBytes(file.byteLength - at - 2));
    },
  ],
});
