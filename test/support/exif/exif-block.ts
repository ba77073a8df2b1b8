/** How the value of a tag is stored; numbers are those of the TIFF specification. */
export type TagType = 'byte' | 'ascii' | 'short' | 'long' | 'rational' | 'undefined' | 'srational';

/** One tag of a directory: its number, type and value; of rationals, pairs of numerator and denominator. */
export interface Tag {
  readonly id: number;
  readonly type: TagType;
  readonly value: string | readonly number[] | readonly (readonly [number, number])[];
}

/** The directories of an EXIF block. */
export interface ExifDirectories {
  readonly image?: readonly Tag[];
  readonly exif?: readonly Tag[];
  readonly gps?: readonly Tag[];
}

const TYPE_CODE: Readonly<Record<TagType, number>> = {
  byte: 1,
  ascii: 2,
  short: 3,
  long: 4,
  rational: 5,
  undefined: 7,
  srational: 10,
};
const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const ENTRY_BYTES = 12;

/** Writes a TIFF structure as cameras do: header, directories, and values that do not fit behind their directory. */
export function exifBlock(directories: ExifDirectories, order: 'II' | 'MM' = 'II'): Buffer {
  const writer = new Writer(order === 'II');
  const image = [...(directories.image ?? [])];
  const pointerCount = Number(directories.exif !== undefined) + Number(directories.gps !== undefined);
  const chunks: Buffer[] = [];
  // The first directory is written last, when the places of the others are known; its size is known before.
  let place = 8 + writer.directory([...image, ...pointers(pointerCount)], 8).length;
  for (const [id, tags] of [
    [EXIF_POINTER, directories.exif],
    [GPS_POINTER, directories.gps],
  ] as const) {
    if (tags === undefined) continue;
    const chunk = writer.directory(tags, place);
    image.push({ id, type: 'long', value: [place] });
    chunks.push(chunk);
    place += chunk.length;
  }
  return Buffer.concat([writer.header(order), writer.directory(image, 8), ...chunks]);
}

function pointers(count: number): readonly Tag[] {
  return Array.from(
    { length: count },
    (_, i) => ({ id: EXIF_POINTER + i, type: 'long', value: [0] }) as const,
  );
}

class Writer {
  private readonly littleEndian: boolean;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian; // spelled out: scripts that use this file have their types stripped, not compiled
  }

  header(order: 'II' | 'MM'): Buffer {
    return Buffer.concat([Buffer.from(order, 'latin1'), this.short(42), this.long(8)]);
  }

  directory(tags: readonly Tag[], place: number): Buffer {
    const sorted = tags.toSorted((one, other) => one.id - other.id);
    let behind = place + 2 + sorted.length * ENTRY_BYTES + 4;
    const values: Buffer[] = [];
    const entries = sorted.map((tag) => {
      const { bytes, count } = this.value(tag);
      const head = [this.short(tag.id), this.short(TYPE_CODE[tag.type]), this.long(count)];
      if (bytes.length <= 4) return Buffer.concat([...head, bytes, Buffer.alloc(4 - bytes.length)]);
      const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
      values.push(even);
      behind += even.length;
      return Buffer.concat([...head, this.long(behind - even.length)]);
    });
    return Buffer.concat([this.short(sorted.length), ...entries, this.long(0), ...values]);
  }

  private value({ type, value }: Tag): { readonly bytes: Buffer; readonly count: number } {
    if (typeof value === 'string') {
      const bytes = Buffer.from(type === 'ascii' ? `${value}\0` : value, 'latin1');
      return { bytes, count: bytes.length };
    }
    const bytes = Buffer.concat(value.map((item) => this.item(type, item)));
    return { bytes, count: value.length };
  }

  private item(type: TagType, item: number | readonly [number, number]): Buffer {
    if (typeof item !== 'number') return Buffer.concat(item.map((part) => this.long(part)));
    if (type === 'short') return this.short(item);
    return type === 'long' ? this.long(item) : Buffer.from([item]);
  }

  private short(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.littleEndian) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  }

  private long(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    if (this.littleEndian) bytes.writeUInt32LE(value >>> 0);
    else bytes.writeUInt32BE(value >>> 0);
    return bytes;
  }
}
