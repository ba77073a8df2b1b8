import { ascii, be32, le16 } from '../../support/images/bytes.js';
import { pngChunk } from '../../support/images/forged.js';
import { ENCODING_NAMES, sample } from '../../support/images/samples.js';
import { hostileImages, type HostileImage, type HostileTable, type Outcome } from './hostile-image.js';
import { MEGABYTE, noiseBytes } from './parts/bulk.js';
import { frame, screen } from './parts/gif-file.js';
import { segment, withSegments } from './parts/jpeg-file.js';

const MAGIC: Readonly<Record<string, string>> = {
  JPEG: '\xff\xd8\xff\xe0',
  PNG: '\x89PNG\r\n\x1a\n',
  GIF: 'GIF89a',
  WebP: 'RIFF\xff\xff\xff\x01WEBPVP8 ',
  TIFF: 'II*\0\x08\0\0\0',
  BigTIFF: 'MM\0+\0\x08\0\0',
  AVIF: '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf',
};

const nothing: HostileTable = {
  'no bytes': ['IMAGE_EMPTY', () => Buffer.alloc(0)],
  'one byte': ['IMAGE_TYPE_UNKNOWN', () => Buffer.from([0xff])],
  'one zero': ['IMAGE_TYPE_UNKNOWN', () => Buffer.alloc(1)],
  'a megabyte of zeros': ['IMAGE_TYPE_UNKNOWN', () => Buffer.alloc(MEGABYTE)],
  '20 MB of noise': ['IMAGE_TYPE_UNKNOWN', () => noiseBytes(20 * MEGABYTE)],
  'a byte more than 20 MB of noise': ['IMAGE_TOO_LARGE', () => noiseBytes(20 * MEGABYTE + 1)],
  '100 MB of noise': ['BODY_TOO_LARGE', () => noiseBytes(100 * MEGABYTE)],
};

type Entry = readonly [what: string, row: HostileTable[string]];

/** Where the noise begins, a GIF has its size. */
const afterNoise = (name: string): Outcome =>
  name === 'GIF' ? 'IMAGE_TOO_MANY_PIXELS' : 'IMAGE_UNDECODABLE';

const signatures: HostileTable = Object.fromEntries(
  Object.entries(MAGIC).flatMap(([name, magic]): Entry[] => [
    [`${name}, a signature and nothing else`, ['IMAGE_UNDECODABLE', () => ascii(magic)]],
    [
      `${name}, a signature and 19 MB of noise`,
      [afterNoise(name), () => Buffer.concat([ascii(magic), noiseBytes(19 * MEGABYTE)])],
    ],
    [
      `${name}, a signature and 19 MB of zeros`,
      ['IMAGE_UNDECODABLE', () => Buffer.concat([ascii(magic), Buffer.alloc(19 * MEGABYTE)])],
    ],
  ]),
);

const CUTS = [0.05, 0.25, 0.5, 0.75, 0.95];
const cutShort: HostileTable = Object.fromEntries(
  ENCODING_NAMES.flatMap(({ name }) =>
    CUTS.map(
      (cut) =>
        [
          `${name}, ${cut * 100} % of it`,
          [
            'IMAGE_UNDECODABLE',
            async () => {
              const file = await sample(name, 120, 90);
              return file.subarray(0, Math.floor(file.byteLength * cut));
            },
          ],
        ] as const,
    ),
  ),
);

const followed = async (format: string, tail: string): Promise<Uint8Array> =>
  Buffer.concat([await sample(format), ascii(tail)]);
const behind = async (head: string, format: string): Promise<Uint8Array> =>
  Buffer.concat([ascii(head), await sample(format)]);

const ZIP_END = 'PK\x05\x06'.padEnd(22, '\0');

/** A GIF whose first ten bytes are also the beginning of a comment in JavaScript. */
const script = (): Uint8Array =>
  Buffer.concat([
    ascii('GIF89a'),
    le16(0x2a2f, 9),
    screen(9, 9).subarray(10),
    frame([0, 0, 9, 9]),
    ascii(';*/=1;alert(1)//'),
  ]);

const polyglots: HostileTable = {
  'JPEG and ZIP': ['survived', () => followed('jpeg', `PK\x03\x04${ZIP_END}`)],
  'JPEG and PDF': [
    'survived',
    async () => withSegments(await sample('jpeg'), segment(0xfe, ascii('%PDF-1.7\n1 0 obj<<>>stream\n'))),
  ],
  'JPEG and PHP': [
    'survived',
    async () => withSegments(await sample('jpeg'), segment(0xfe, ascii('<?php system($_GET[0]); ?>'))),
  ],
  'JPEG and PNG': ['survived', async () => Buffer.concat([await sample('jpeg'), await sample('png')])],
  'PNG and HTML': ['survived', () => followed('png', '<html><script>alert(1)</script>')],
  'PNG and ZIP': ['survived', () => followed('png', ZIP_END)],
  'PNG and 10 MB of noise': [
    'survived',
    async () => Buffer.concat([await sample('png'), noiseBytes(10 * MEGABYTE)]),
  ],
  'PNG and SVG': ['survived', () => followed('png', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
  'GIF and JavaScript': ['survived', script],
  'GIF and JAR': ['survived', () => followed('gif', `PK\x03\x04${ZIP_END}`)],
  'WebP and PDF': ['survived', () => followed('webp', '%PDF-1.7')],
  'TIFF and ZIP': ['survived', () => followed('tiff', ZIP_END)],
  'AVIF and ZIP': ['IMAGE_UNDECODABLE', () => followed('avif', ZIP_END)],
  'PDF with a JPEG behind': ['IMAGE_TYPE_UNKNOWN', () => behind('%PDF-1.7\n', 'jpeg')],
  'HTML with a PNG behind': ['IMAGE_TYPE_UNKNOWN', () => behind('<html>', 'png')],
  'ZIP with a JPEG inside': ['IMAGE_TYPE_UNKNOWN', () => behind('PK\x03\x04', 'jpeg')],
  'BMP with a PNG behind': ['IMAGE_TYPE_UNKNOWN', () => behind('BM', 'png')],
  'a line break before a JPEG': ['IMAGE_TYPE_UNKNOWN', () => behind('\n', 'jpeg')],
  'PNG with its line ends changed': [
    'IMAGE_TYPE_UNKNOWN',
    async () =>
      Buffer.from(
        Buffer.from(await sample('png'))
          .toString('latin1')
          .replaceAll('\r\n', '\n'),
        'latin1',
      ),
  ],
  'PNG inside a TIFF': ['IMAGE_UNDECODABLE', () => behind('II*\0\x08\0\0\0', 'png')],
  'JPEG inside a PNG': [
    'IMAGE_UNDECODABLE',
    async () =>
      Buffer.concat([
        (await sample('png')).subarray(0, 33),
        pngChunk('IDAT', await sample('jpeg')),
        pngChunk('IEND'),
      ]),
  ],
  'JPEG in the box of an AVIF': [
    'IMAGE_UNDECODABLE',
    async () =>
      Buffer.concat([be32(24), ascii('ftypavif'), be32(0), ascii('avifmif1'), await sample('jpeg')]),
  ],
};

/** Files of nothing, of noise, cut short, or of two kinds at once. */
export const DAMAGED: readonly HostileImage[] = [nothing, signatures, cutShort, polyglots].flatMap(
  hostileImages,
);
