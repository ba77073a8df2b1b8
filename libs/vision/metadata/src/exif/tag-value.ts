import type { StoredTag } from './tiff-structure.js';

/** What tags hold, in JSON's terms. Of bytes that say nothing by themselves, only how many there are. */
export type TagValue = string | number | readonly number[] | { readonly bytes: number };

const TYPE = Object.freeze({
  BYTE: 1,
  ASCII: 2,
  SHORT: 3,
  LONG: 4,
  RATIONAL: 5,
  SBYTE: 6,
  UNDEFINED: 7,
  SSHORT: 8,
  SLONG: 9,
  SRATIONAL: 10,
  FLOAT: 11,
  DOUBLE: 12,
  IFD: 13,
  UTF8: 129,
});
/** ExifVersion, FlashpixVersion, InteroperabilityVersion: four digits. */
const VERSION_TAGS: ReadonlySet<number> = new Set([0x9000, 0xa000, 0x0002]);
/** UserComment, GPSProcessingMethod, GPSAreaInformation: text behind eight bytes that name its character code. */
const CODED_TEXT_TAGS: ReadonlySet<number> = new Set([0x9286, 0x001b, 0x001c]);
const CHARACTER_CODE_BYTES = 8;
/** XPTitle and its like: UTF-16 in bytes. */
const isXpTag = (id: number): boolean => id >= 0x9c9b && id <= 0x9c9f;
/** More numbers than this are data, such as a table of colours or the places of a picture's strips. */
const MOST_NUMBERS = 64;
/** More bytes of no known meaning than this are told by their length alone. */
const MOST_BYTES = 4;
const MOST_TEXT = 4096;

/**
 * The value of a tag.
 *
 * @returns undefined where it is no value: a fraction over zero, which EXIF uses for "unknown", or no bytes at all
 */
export function tagValue(tag: StoredTag, littleEndian: boolean): TagValue | undefined {
  const { id, type, count, bytes } = tag;
  if (count === 0) return undefined;
  if (type === TYPE.ASCII || type === TYPE.UTF8) return plainText(octets(bytes));
  if (type === TYPE.UNDEFINED && VERSION_TAGS.has(id)) return plainText(octets(bytes));
  if (type === TYPE.UNDEFINED && CODED_TEXT_TAGS.has(id)) return codedText(octets(bytes), littleEndian);
  if (type === TYPE.BYTE && isXpTag(id)) return cleaned(new TextDecoder('utf-16le').decode(octets(bytes)));
  if (type === TYPE.UNDEFINED && count > MOST_BYTES) return { bytes: bytes.byteLength };
  if (count > MOST_NUMBERS) return { bytes: bytes.byteLength };
  const numbers = Array.from({ length: count }, (_, i) => numberAt(bytes, type, i, littleEndian));
  if (!numbers.every(Number.isFinite)) return undefined;
  return numbers.length === 1 ? numbers[0] : numbers;
}

function numberAt(bytes: DataView, type: number, i: number, littleEndian: boolean): number {
  switch (type) {
    case TYPE.SBYTE:
      return bytes.getInt8(i);
    case TYPE.SHORT:
      return bytes.getUint16(2 * i, littleEndian);
    case TYPE.SSHORT:
      return bytes.getInt16(2 * i, littleEndian);
    case TYPE.LONG:
    case TYPE.IFD:
      return bytes.getUint32(4 * i, littleEndian);
    case TYPE.SLONG:
      return bytes.getInt32(4 * i, littleEndian);
    case TYPE.RATIONAL:
      return bytes.getUint32(8 * i, littleEndian) / bytes.getUint32(8 * i + 4, littleEndian);
    case TYPE.SRATIONAL:
      return bytes.getInt32(8 * i, littleEndian) / bytes.getInt32(8 * i + 4, littleEndian);
    case TYPE.FLOAT:
      return bytes.getFloat32(4 * i, littleEndian);
    case TYPE.DOUBLE:
      return bytes.getFloat64(8 * i, littleEndian);
    default:
      return bytes.getUint8(i);
  }
}

function codedText(bytes: Uint8Array, littleEndian: boolean): string {
  const code = String.fromCharCode(...bytes.subarray(0, CHARACTER_CODE_BYTES));
  const text = bytes.subarray(CHARACTER_CODE_BYTES);
  if (code.startsWith('UNICODE')) return cleaned(utf16(text, littleEndian));
  if (code.startsWith('JIS')) return cleaned(new TextDecoder('euc-jp').decode(text));
  return plainText(text);
}

function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  return new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes);
}

/** The specification says ASCII; cameras and programs write UTF-8 or, older ones, Latin-1. */
function plainText(bytes: Uint8Array): string {
  try {
    return cleaned(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return cleaned(new TextDecoder('latin1').decode(bytes));
  }
}

/** Without what lies behind a first NUL, and without the blanks that fill fields of fixed length. */
function cleaned(text: string): string {
  const [beforeNul = ''] = text.split('\0', 1);
  return beforeNul.trim().slice(0, MOST_TEXT);
}

function octets(bytes: DataView): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
