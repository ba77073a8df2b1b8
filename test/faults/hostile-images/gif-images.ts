import { ascii, repeated } from '../../support/images/bytes.js';
import { forgedGif } from '../../support/images/forged.js';
import { hostileImages, type HostileImage } from './hostile-image.js';
import { LARGE_SIDE, MEGABYTE, noiseBytes } from './parts/bulk.js';
import { frame, gif, inBlocks, screen } from './parts/gif-file.js';

const large = (): Buffer => frame([0, 0, LARGE_SIDE, LARGE_SIDE]);
const one = frame([0, 0, 1, 1]);
const control = (packed: number): Buffer => Buffer.from([0x21, 0xf9, 4, packed, 1, 0, 0, 0]);
const comment = (...content: Uint8Array[]): Buffer => Buffer.concat([Buffer.from([0x21, 0xfe]), ...content]);

export const GIF_IMAGES: readonly HostileImage[] = hostileImages({
  'GIF, 65535 x 65535 pixels': ['IMAGE_TOO_MANY_PIXELS', () => gif(65_535, 65_535, one)],
  'GIF, 49 megapixels in 36 KB': ['dear', () => gif(LARGE_SIDE, LARGE_SIDE, large())],
  'GIF, 64 frames of 49 megapixels': ['survived', () => gif(LARGE_SIDE, LARGE_SIDE, repeated(large(), 64))],
  'GIF, 64 frames that restore what was before': [
    'IMAGE_DECODED_TOO_LARGE',
    () => gif(LARGE_SIDE, LARGE_SIDE, repeated(Buffer.concat([control(0x0c), large()]), 64)),
  ],
  'GIF, one pixel on 49 megapixels': ['survived', () => gif(LARGE_SIDE, LARGE_SIDE, one)],
  'GIF, 100 000 frames': ['IMAGE_TOO_MANY_FRAMES', () => forgedGif(100_000, 1)],
  'GIF, a frame far past its canvas': [
    'IMAGE_TOO_MANY_PIXELS',
    () => gif(10, 10, frame([65_000, 65_000, 9, 9])),
  ],
  'GIF, a frame a little past its canvas': ['survived', () => gif(10, 10, frame([5, 5, 9, 9]))],
  'GIF, canvas 0 x 0': ['survived', () => gif(0, 0, frame([0, 0, 9, 9]))],
  'GIF, canvas and frame 0 x 0': ['IMAGE_UNDECODABLE', () => gif(0, 0, frame([0, 0, 0, 0], Buffer.alloc(1)))],
  'GIF, a frame of 0 x 0': ['survived', () => gif(9, 9, frame([0, 0, 0, 0], Buffer.alloc(1)))],
  'GIF, no frame': ['IMAGE_UNDECODABLE', () => gif(9, 9)],
  'GIF, no data in its frame': ['survived', () => gif(9, 9, frame([0, 0, 9, 9], Buffer.alloc(0)))],
  'GIF, too little data in its frame': [
    'survived',
    () => gif(9, 9, frame([0, 0, 9, 9], Buffer.from([0x04]))),
  ],
  'GIF, data that is noise': ['survived', () => gif(99, 99, frame([0, 0, 99, 99], noiseBytes(5000)))],
  'GIF, code size 0': ['survived', () => gif(9, 9, frame([0, 0, 9, 9], undefined, 0))],
  'GIF, code size 12': ['IMAGE_UNDECODABLE', () => gif(9, 9, frame([0, 0, 9, 9], undefined, 12))],
  'GIF, code size 255': ['IMAGE_UNDECODABLE', () => gif(9, 9, frame([0, 0, 9, 9], undefined, 255))],
  'GIF, far more data than pixels': [
    'IMAGE_UNDECODABLE',
    () => gif(9, 9, frame([0, 0, 9, 9], Buffer.concat([Buffer.from([0x04]), noiseBytes(10 * MEGABYTE)]))),
  ],
  'GIF, no palette at all': [
    'survived',
    () => Buffer.concat([ascii('GIF89a\x09\0\x09\0\0\0\0'), frame([0, 0, 9, 9]), ascii(';')]),
  ],
  'GIF, 10 MB of comment in blocks of one byte': [
    'IMAGE_UNDECODABLE',
    () =>
      gif(9, 9, comment(repeated(Buffer.from([1, 65]), 5 * MEGABYTE), Buffer.from([0])), frame([0, 0, 9, 9])),
  ],
  'GIF, 10 MB of comment in whole blocks': [
    'survived',
    () => gif(9, 9, comment(inBlocks(Buffer.alloc(10 * MEGABYTE, 65))), frame([0, 0, 9, 9])),
  ],
  'GIF, 100 000 comments': [
    'survived',
    () => gif(9, 9, repeated(comment(inBlocks(ascii('x'))), 100_000), frame([0, 0, 9, 9])),
  ],
  'GIF, 2 000 000 controls without a frame between': [
    'IMAGE_UNDECODABLE',
    () => gif(9, 9, repeated(control(0), 2_000_000), frame([0, 0, 9, 9])),
  ],
  'GIF, a colour profile of 10 MB': [
    'survived',
    () =>
      gif(9, 9, ascii('\x21\xff\x0bICCRGBG1012'), inBlocks(noiseBytes(10 * MEGABYTE)), frame([0, 0, 9, 9])),
  ],
  'GIF, an unknown block first': ['IMAGE_UNDECODABLE', () => gif(9, 9, ascii('\x99\x99'))],
  'GIF, an unknown block after a frame': [
    'survived',
    () => gif(9, 9, frame([0, 0, 9, 9]), ascii('\x99\x99')),
  ],
  'GIF, no trailer': ['survived', () => Buffer.concat([screen(9, 9), frame([0, 0, 9, 9])])],
  'GIF, of a version that is not': [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('GIF99a'), screen(9, 9).subarray(6), one]),
  ],
});
