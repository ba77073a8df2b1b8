import { ascii, be16 } from '../../../support/images/bytes.js';

const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);

/** A segment: its marker, its length and what is in it. */
export const segment = (marker: number, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([0xff, marker]), be16(body.byteLength + 2), body]);
};

export const app = (number: number, text: string, ...content: Uint8Array[]): Buffer =>
  segment(0xe0 + number, ascii(text), ...content);

/** Puts segments before all others of a real file. */
export const withSegments = (file: Uint8Array, ...segments: Uint8Array[]): Buffer =>
  Buffer.concat([START, ...segments, file.subarray(2)]);

/** Where a marker of a real file stands; its content begins four bytes on. */
export function markerAt(file: Uint8Array, marker: number): number {
  const at = Buffer.from(file).indexOf(Buffer.from([0xff, marker]));
  if (at < 0) throw new Error('the file has no such marker');
  return at;
}

/** Bits as a scan has them: a byte of ones is followed by a zero. */
function scanBits(bits: Iterable<readonly [value: number, length: number]>): Buffer {
  const bytes: number[] = [];
  let [held, count] = [0, 0];
  const put = (byte: number): void => {
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  };
  for (const [value, length] of bits) {
    held = (held << length) | value;
    count += length;
    for (; count >= 8; count -= 8) put((held >> (count - 8)) & 0xff);
    held &= (1 << count) - 1;
  }
  if (count > 0) put(((held << (8 - count)) | ((1 << (8 - count)) - 1)) & 0xff);
  return Buffer.from(bytes);
}

const table = (kind: number, counts: readonly number[], symbols: readonly number[]): Buffer =>
  segment(0xc4, Buffer.from([kind, ...counts, ...Array<number>(16 - counts.length).fill(0), ...symbols]));

const frame = (marker: number, side: number, components: number): Buffer =>
  segment(
    marker,
    Buffer.from([8]),
    be16(side, side),
    Buffer.from([components, ...numbered(components).flatMap((number) => [number, 0x11, 0])]),
  );

/** Component numbers, from 1 on. */
const numbered = (components: number): number[] => Array.from({ length: components }, (_, at) => at + 1);

const quantisation = segment(0xdb, Buffer.from([0]), Buffer.alloc(64, 1));

/** A baseline JPEG whose every coefficient is 0: two bits a block. */
export function blackJpeg(side: number, components: number): Buffer {
  const selectors = numbered(components).flatMap((number) => [number, 0]);
  const blocks = Math.ceil(side / 8) ** 2 * components;
  return Buffer.concat([
    START,
    quantisation,
    frame(0xc0, side, components),
    table(0x00, [1], [0]),
    table(0x10, [1], [0]),
    segment(0xda, Buffer.from([components, ...selectors, 0, 63, 0])),
    Buffer.alloc(Math.ceil(blocks / 4)),
    END,
  ]);
}

/** One scan of the one component: coefficients `first` to `last`, `high` and `low` bits. */
const scan = (first: number, last: number, approximation: number, data: Uint8Array): Buffer =>
  Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, first, last, approximation])), data]);

/** A run of 32 767 blocks without a coefficient, the longest that can be said. */
const LONGEST_RUN: readonly [number, number] = [0x3fff, 15];

/**
 * A grey progressive JPEG of nothing, whose scans each go over the whole picture: some forty bytes a scan.
 *
 * @param steps each scan's first and last coefficient and its approximation
 */
export function scanBomb(side: number, steps: Iterable<readonly [number, number, number]>): Buffer {
  const blocks = Math.ceil(side / 8) ** 2;
  const nothing = scanBits(Array<readonly [number, number]>(Math.ceil(blocks / 32_767)).fill(LONGEST_RUN));
  const scans = Array.from(steps, ([first, last, approximation]) =>
    scan(first, last, approximation, nothing),
  );
  const dc = scan(0, 0, 0, Buffer.alloc(Math.ceil(blocks / 8)));
  return Buffer.concat([
    START,
    quantisation,
    frame(0xc2, side, 1),
    table(0x00, [1], [0]),
    table(0x10, [1, 1], [0xe0, 0x00]),
    dc,
    ...scans,
    END,
  ]);
}

/** The 882 steps of refinement that the standard knows: each coefficient by itself, from the highest bit to the lowest. */
export function* everyLawfulStep(): Generator<readonly [number, number, number]> {
  for (let bit = 13; bit >= 0; bit -= 1) {
    for (let coefficient = 1; coefficient < 64; coefficient += 1) {
      yield [coefficient, coefficient, bit === 13 ? bit : ((bit + 1) << 4) | bit];
    }
  }
}
