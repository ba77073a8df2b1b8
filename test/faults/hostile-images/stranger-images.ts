import { gzipSync } from 'node:zlib';
import { ascii, be32, le16, le32 } from '../../support/images/bytes.js';
import { sample } from '../../support/images/samples.js';
import type { HostileImage, HostileTable } from './hostile-image.js';
import { hostileImages } from './hostile-image.js';
import { LARGE_SIDE, MEGABYTE, noiseBytes, zlibBomb } from './parts/bulk.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
const HUGE_SVG = SVG.replace('"9"', '"99999"');
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">${Array.from('bcdefghij', (name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(at)};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>`;
const OUTSIDE =
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>';
const FILTER =
  '<svg xmlns="http://www.w3.org/2000/svg"><filter id="f"><feTurbulence numOctaves="9999"/></filter><rect width="9999" height="9999" filter="url(#f)"/></svg>';

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const isoFile = (brand: string): Buffer =>
  Buffer.concat([be32(24), ascii(`ftyp${brand}`), be32(0), ascii(`${brand}mif1`), noiseBytes(500)]);
const bitmap = (side: number): Buffer =>
  Buffer.concat([ascii('BM'), le32(54, 0, 54, 40, side, side), le16(1, 24), Buffer.alloc(24)]);
const icon = (kind: number, entries: number): Buffer =>
  Buffer.concat([le16(0, kind, entries), Buffer.alloc(16, 255), bitmap(256).subarray(14)]);

const svgs: HostileTable = {
  SVG: ['IMAGE_TYPE_UNKNOWN', () => ascii(SVG)],
  'SVG, said to be one': ['IMAGE_TYPE_UNKNOWN', () => ascii(SVG), 'image/svg+xml'],
  'SVG, said to be a PNG': ['IMAGE_TYPE_UNKNOWN', () => ascii(SVG), 'image/png'],
  'SVG of 99999 pixels a side': ['IMAGE_TYPE_UNKNOWN', () => ascii(HUGE_SVG)],
  'SVG after white space': ['IMAGE_TYPE_UNKNOWN', () => ascii(` \r\n\t${SVG}`)],
  'SVG after a megabyte of white space': ['IMAGE_TYPE_UNKNOWN', () => ascii(' '.repeat(MEGABYTE) + SVG)],
  'SVG after a byte order mark': ['IMAGE_TYPE_UNKNOWN', () => Buffer.from(`\ufeff${SVG}`)],
  'SVG after a comment': ['IMAGE_TYPE_UNKNOWN', () => ascii(`<!-- ${'x'.repeat(5000)} -->${SVG}`)],
  'SVG after an XML declaration': ['IMAGE_TYPE_UNKNOWN', () => ascii(`<?xml version="1.0"?>${SVG}`)],
  'SVG in UTF-16': ['IMAGE_TYPE_UNKNOWN', () => utf16(SVG)],
  'SVG in UTF-16 of the other order': ['IMAGE_TYPE_UNKNOWN', () => utf16(SVG).swap16()],
  'SVG, compressed': ['IMAGE_TYPE_UNKNOWN', () => gzipSync(SVG)],
  'SVG of a billion laughs': ['IMAGE_TYPE_UNKNOWN', () => ascii(LAUGHS)],
  'SVG that asks for a file': ['IMAGE_TYPE_UNKNOWN', () => ascii(OUTSIDE)],
  'SVG with a filter without end': ['IMAGE_TYPE_UNKNOWN', () => ascii(FILTER)],
  'SVG with a prefix': ['IMAGE_TYPE_UNKNOWN', () => ascii('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
};

const images: HostileTable = {
  BMP: ['IMAGE_TYPE_UNKNOWN', () => bitmap(9)],
  'BMP, said to be one': ['IMAGE_TYPE_UNKNOWN', () => bitmap(9), 'image/bmp'],
  'BMP of 65000 pixels a side': ['IMAGE_TYPE_UNKNOWN', () => bitmap(65_000)],
  ICO: ['IMAGE_TYPE_UNKNOWN', () => icon(1, 1)],
  'ICO of 65535 pictures': ['IMAGE_TYPE_UNKNOWN', () => icon(1, 65_535)],
  CUR: ['IMAGE_TYPE_UNKNOWN', () => icon(2, 1)],
  HEIC: ['IMAGE_TYPE_UNKNOWN', () => isoFile('heic')],
  'HEIC, said to be AVIF': ['IMAGE_TYPE_UNKNOWN', () => isoFile('heic'), 'image/avif'],
  HEIF: ['IMAGE_TYPE_UNKNOWN', () => isoFile('mif1')],
  'HEIC that names AVIF among its brands': [
    'IMAGE_UNDECODABLE',
    () => Buffer.concat([be32(24), ascii('ftypheic'), be32(0), ascii('heicavif'), noiseBytes(500)]),
  ],
  'JPEG XL': ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\xff\x0a'), noiseBytes(300)])],
  'JPEG XL, boxed': [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('\0\0\0\x0cJXL \r\n\x87\n'), noiseBytes(300)]),
  ],
  'JPEG 2000': [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('\0\0\0\x0cjP  \r\n\x87\n'), noiseBytes(300)]),
  ],
  'JPEG 2000, bare': [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('\xff\x4f\xff\x51'), noiseBytes(300)]),
  ],
  'JPEG XR': ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('II\xbc\x01'), noiseBytes(300)])],
  OpenEXR: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('v/1\x01\x02\0\0\0'), noiseBytes(300)])],
  'Radiance HDR': [
    'IMAGE_TYPE_UNKNOWN',
    () => ascii('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 99999 +X 99999\n'),
  ],
  FITS: ['IMAGE_TYPE_UNKNOWN', () => ascii('SIMPLE  =                    T'.padEnd(2880))],
  NIfTI: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([le32(348), Buffer.alloc(344, 1)])],
  DICOM: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([Buffer.alloc(128), ascii('DICM')])],
  Matlab: ['IMAGE_TYPE_UNKNOWN', () => ascii('MATLAB 5.0 MAT-file, Platform: GLNXA64'.padEnd(128))],
  HDF5: ['IMAGE_TYPE_UNKNOWN', () => ascii('\x89HDF\r\n\x1a\n'.padEnd(300))],
  PSD: [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('8BPS\0\x01'), Buffer.alloc(6), be32(30_000, 30_000)]),
  ],
  PBM: ['IMAGE_TYPE_UNKNOWN', () => ascii('P1 99999 99999 1')],
  PPM: ['IMAGE_TYPE_UNKNOWN', () => ascii('P6 99999 99999 255\n')],
  PAM: ['IMAGE_TYPE_UNKNOWN', () => ascii('P7\nWIDTH 9\n')],
  PFM: ['IMAGE_TYPE_UNKNOWN', () => ascii('PF\n9 9\n-1.0\n')],
  XPM: ['IMAGE_TYPE_UNKNOWN', () => ascii('/* XPM */\nstatic char * x[] = {"9 9 1 1"')],
  XBM: ['IMAGE_TYPE_UNKNOWN', () => ascii('#define x_width 99999\n#define x_height 99999\n')],
  TGA: [
    'IMAGE_TYPE_UNKNOWN',
    () =>
      Buffer.concat([
        Buffer.from([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        le16(LARGE_SIDE, LARGE_SIDE),
        Buffer.from([24, 0]),
      ]),
  ],
  PCX: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([Buffer.from([10, 5, 1, 8]), Buffer.alloc(124)])],
  DDS: ['IMAGE_TYPE_UNKNOWN', () => ascii('DDS |'.padEnd(128))],
  QOI: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('qoif'), be32(40_000, 40_000)])],
  BPG: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('BPG\xfb'), noiseBytes(99)])],
  FLIF: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('FLIF'), noiseBytes(99)])],
  MNG: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\x8aMNG\r\n\x1a\n'), noiseBytes(99)])],
  JNG: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\x8bJNG\r\n\x1a\n'), noiseBytes(99)])],
  WMF: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\xd7\xcd\xc6\x9a'), noiseBytes(99)])],
  EMF: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([le32(1, 88), noiseBytes(32), ascii(' EMF')])],
  DjVu: ['IMAGE_TYPE_UNKNOWN', () => ascii('AT&TFORM\0\0\0\x09DJVU')],
  'MIFF of ImageMagick': [
    'IMAGE_TYPE_UNKNOWN',
    () => ascii('id=ImageMagick\nclass=DirectClass\ncolumns=99999 rows=99999\n\x0c\n:\x1a'),
  ],
  'MVG of ImageMagick': [
    'IMAGE_TYPE_UNKNOWN',
    () =>
      ascii(
        'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 \'https://example.com/x.jpg"|id"\'\npop graphic-context',
      ),
  ],
  'MSL of ImageMagick': [
    'IMAGE_TYPE_UNKNOWN',
    () => ascii('<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>'),
  ],
};

const files: HostileTable = {
  PDF: ['IMAGE_TYPE_UNKNOWN', () => ascii('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF')],
  'PDF, said to be a TIFF': ['IMAGE_TYPE_UNKNOWN', () => ascii('%PDF-1.7\n%%EOF'), 'image/tiff'],
  PostScript: ['IMAGE_TYPE_UNKNOWN', () => ascii('%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file\n')],
  'EPS with a preview': [
    'IMAGE_TYPE_UNKNOWN',
    () => Buffer.concat([ascii('\xc5\xd0\xd3\xc6'), le32(30, 9), ascii('%!PS')]),
  ],
  HTML: ['IMAGE_TYPE_UNKNOWN', () => ascii('<!doctype html><script>alert(1)</script>')],
  JSON: ['IMAGE_TYPE_UNKNOWN', () => ascii('{"image":"x"}')],
  ZIP: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('PK\x03\x04'), noiseBytes(300)])],
  'gzip bomb': ['IMAGE_TYPE_UNKNOWN', () => gzipSync(Buffer.alloc(64 * MEGABYTE))],
  'zlib bomb': ['IMAGE_TYPE_UNKNOWN', () => zlibBomb()],
  ELF: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\x7fELF'), noiseBytes(300)])],
  WAV: ['IMAGE_TYPE_UNKNOWN', () => ascii('RIFF\x24\0\0\0WAVEfmt ')],
  MP4: ['IMAGE_TYPE_UNKNOWN', () => isoFile('isom')],
  Matroska: ['IMAGE_TYPE_UNKNOWN', () => Buffer.concat([ascii('\x1aE\xdf\xa3'), noiseBytes(99)])],
  'PEM key': ['IMAGE_TYPE_UNKNOWN', () => ascii('-----BEGIN PRIVATE KEY-----\nMII=\n')],
};

const DECLARED: Readonly<Record<string, string>> = {
  jpeg: 'image/png',
  png: 'image/jpeg',
  webp: 'image/gif',
  gif: 'image/webp',
  tiff: 'image/avif',
  avif: 'image/tiff',
};
const mislabelled: HostileTable = Object.fromEntries(
  Object.entries(DECLARED).map(
    ([format, type]) =>
      [`${format}, said to be ${type}`, ['IMAGE_TYPE_MISMATCH', () => sample(format), type]] as const,
  ),
);

/** What is no image of a type that is taken, or is not of the type it is said to be. */
export const STRANGERS: readonly HostileImage[] = [
  svgs,
  images,
  files,
  mislabelled,
  {
    'PNG, said to be an SVG': ['IMAGE_TYPE_MISMATCH', () => sample('png'), 'image/svg+xml'],
  } satisfies HostileTable,
].flatMap(hostileImages);
