type Signature = readonly [name: string, text: string, at?: number];

/** How files begin that people take for images. Those with longer beginnings first. */
const SIGNATURES: readonly Signature[] = [
  ['a BMP', 'BM'],
  ['an ICO', '\0\0\x01\0'],
  ['a CUR', '\0\0\x02\0'],
  ['a HEIC or HEIF', 'ftyphe', 4],
  ['a HEIC or HEIF', 'ftypmif1', 4],
  ['a video', 'ftyp', 4],
  ['a JPEG XL', '\xff\x0a'],
  ['a JPEG XL', 'JXL ', 4],
  ['a JPEG 2000', 'jP  ', 4],
  ['a JPEG 2000', '\xff\x4f\xff\x51'],
  ['a JPEG XR', 'II\xbc'],
  ['a PSD', '8BPS'],
  ['an OpenEXR', 'v/1\x01'],
  ['a PDF', '%PDF'],
  ['a PostScript', '%!PS'],
  ['a PostScript', '\xc5\xd0\xd3\xc6'],
  ['a FITS', 'SIMPLE  ='],
  ['a DICOM', 'DICM', 128],
  ['a gzip', '\x1f\x8b'],
  ['a ZIP', 'PK\x03\x04'],
];

/** A portable bitmap, greymap, pixmap or float map: P1 to P7, PF, Pf. */
const PORTABLE = /^P[1-7Ff]\s/;
const SVG = /<(?:\w+:)?svg[\s>]/;
const MARKUP = /^\s*</;
const START_BYTES = 4096;

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, START_BYTES))
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');

/**
 * Names the kind of a file that is of no type the intake takes: "a BMP", "an SVG".
 *
 * @returns null where it is no kind that people often send
 */
export function foreignType(bytes: Uint8Array): string | null {
  const start = textOf(bytes);
  const found = SIGNATURES.find(([, text, at = 0]) => start.startsWith(text, at));
  if (found !== undefined) return found[0];
  if (PORTABLE.test(start)) return 'a PNM';
  const plain = start.replaceAll('\0', ''); // UTF-16
  if (!MARKUP.test(plain)) return null;
  return SVG.test(plain) ? 'an SVG' : 'a markup';
}
