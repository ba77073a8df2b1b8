import { ascii, le16, le32, le32List } from '../../../support/images/bytes.js';

const SHORT = 3;
const LONG = 4;

export const TAG = Object.freeze({
  WIDTH: 256,
  HEIGHT: 257,
  BITS: 258,
  COMPRESSION: 259,
  PHOTOMETRIC: 262,
  DESCRIPTION: 270,
  OFFSETS: 273,
  CHANNELS: 277,
  ROWS_PER_STRIP: 278,
  BYTE_COUNTS: 279,
  PLANAR: 284,
  PREDICTOR: 317,
  TILE_WIDTH: 322,
  TILE_HEIGHT: 323,
  TILE_OFFSETS: 324,
  TILE_BYTE_COUNTS: 325,
  SUB_DIRECTORIES: 330,
  SAMPLE_FORMAT: 339,
  EXIF: 34_665,
  ICC: 34_675,
} as const);

/** A tag's values: numbers of four bytes, or bytes as they are with the type to say of them. */
export type TiffValue =
  readonly number[] | { readonly type: number; readonly count?: number; readonly bytes: Uint8Array };
export type TiffTags = Readonly<Record<number, TiffValue>>;

interface Field {
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

function fieldOf(value: TiffValue): Field {
  if (!('bytes' in value)) return { type: LONG, count: value.length, bytes: le32List(value) };
  return { type: value.type, count: value.count ?? value.bytes.byteLength, bytes: value.bytes };
}

export const shorts = (...values: number[]): TiffValue => ({
  type: SHORT,
  count: values.length,
  bytes: le16(...values),
});

/**
 * A little-endian TIFF of one page. Its data stands at byte 8, then the directory, then values that do not fit in it.
 *
 * @param next the offset of a further page; "self" is this one
 */
export function tiff(tags: TiffTags, data: Uint8Array = Buffer.alloc(0), next: number | 'self' = 0): Buffer {
  const at = 8 + data.byteLength + (data.byteLength % 2);
  const fields = Object.entries(tags).map(([tag, value]) => [Number(tag), fieldOf(value)] as const);
  let free = at + 2 + fields.length * 12 + 4;
  const [entries, values]: Buffer[][] = [[], []];
  for (const [tag, { type, count, bytes }] of fields) {
    const inline = bytes.byteLength <= 4;
    const shown = inline ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.byteLength)]) : le32(free);
    entries?.push(le16(tag, type), le32(count), shown);
    if (inline) continue;
    values?.push(Buffer.from(bytes));
    free += bytes.byteLength;
  }
  return Buffer.concat([
    ascii('II*\0'),
    le32(at),
    data,
    Buffer.alloc(data.byteLength % 2),
    le16(fields.length),
    ...(entries ?? []),
    le32(next === 'self' ? at : next),
    ...(values ?? []),
  ]);
}

/** The tags of a page whose pixels are one strip at byte 8. */
export function page(side: number, bytes: number, more: TiffTags = {}): TiffTags {
  return {
    [TAG.WIDTH]: [side],
    [TAG.HEIGHT]: [side],
    [TAG.BITS]: shorts(8),
    [TAG.COMPRESSION]: shorts(1),
    [TAG.PHOTOMETRIC]: shorts(1),
    [TAG.OFFSETS]: [8],
    [TAG.CHANNELS]: shorts(1),
    [TAG.ROWS_PER_STRIP]: [side],
    [TAG.BYTE_COUNTS]: [bytes],
    ...more,
  };
}
