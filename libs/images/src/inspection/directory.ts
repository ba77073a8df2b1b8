import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';

/** Where the parts of a TIFF directory stand; BigTIFF has wider numbers in the same order. */
export interface DirectoryLayout {
  readonly countBytes: 2 | 8;
  readonly entryBytes: 12 | 20;
  readonly offsetBytes: 4 | 8;
}

/** The two layouts there are (TIFF 6.0 section 2, and BigTIFF). */
export const CLASSIC: DirectoryLayout = { countBytes: 2, entryBytes: 12, offsetBytes: 4 };
export const BIG: DirectoryLayout = { countBytes: 8, entryBytes: 20, offsetBytes: 8 };

/** Tags of one directory with their first value, and where the next directory is (0: there is none). */
export interface Directory {
  readonly values: ReadonlyMap<number, number>;
  readonly entries: number;
  readonly next: number;
}

/** Real files have dozens. For a decoder, unknown tags cost time that grows with the square of their number. */
const MAX_ENTRIES = 512;

/** Bytes of one value by the type's number; types that hold no whole number are left out. */
const TYPE_BYTES: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };

const readNumber = (reader: ByteReader, at: number, bytes: 1 | 2 | 4 | 8): number => {
  switch (bytes) {
    case 1:
      return reader.u8(at);
    case 2:
      return reader.u16(at);
    case 4:
      return reader.u32(at);
    case 8:
      return reader.u64(at);
  }
};

function firstValue(reader: ByteReader, at: number, layout: DirectoryLayout): number | undefined {
  const bytes = TYPE_BYTES[reader.u16(at + 2)];
  if (bytes === undefined) return undefined;
  const count = readNumber(reader, at + 4, layout.offsetBytes);
  const valueAt = at + 4 + layout.offsetBytes;
  const inline = count * bytes <= layout.offsetBytes;
  return readNumber(reader, inline ? valueAt : readNumber(reader, valueAt, layout.offsetBytes), bytes);
}

/**
 * Reads one directory, of TIFF or of EXIF, which has the same shape.
 *
 * @param at its offset, from the start of the TIFF header
 * @param tags the tags that are wanted; values of others are not looked at
 * @throws BrokenHeader where it reaches past the end or is unreasonably long
 */
export function readDirectory(
  reader: ByteReader,
  at: number,
  layout: DirectoryLayout,
  tags: ReadonlySet<number>,
): Directory {
  const entries = readNumber(reader, at, layout.countBytes);
  if (entries > MAX_ENTRIES) throw new BrokenHeader(`a directory in it has ${entries} entries`);
  const first = at + layout.countBytes;
  const values = new Map<number, number>();
  for (let index = 0; index < entries; index += 1) {
    const entryAt = first + index * layout.entryBytes;
    const tag = reader.u16(entryAt);
    const value = tags.has(tag) ? firstValue(reader, entryAt, layout) : undefined;
    if (value !== undefined) values.set(tag, value);
  }
  return {
    values,
    entries,
    next: readNumber(reader, first + entries * layout.entryBytes, layout.offsetBytes),
  };
}
