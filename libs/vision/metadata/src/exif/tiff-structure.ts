/** One tag as it is stored, its value's bytes inside the block. */
export interface StoredTag {
  readonly id: number;
  /** The number of its type in the TIFF specification. */
  readonly type: number;
  readonly count: number;
  readonly bytes: DataView;
}

/** The bytes each value of a type takes, by the type's number; 129 is EXIF 3.0's UTF-8. */
const TYPE_BYTES: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 1],
  [7, 1],
  [8, 2],
  [9, 4],
  [10, 8],
  [11, 4],
  [12, 8],
  [13, 4],
  [129, 1],
]);
const ENTRY_BYTES = 12;
const INLINE_BYTES = 4;
/** Far more than any camera writes. */
const MOST_ENTRIES = 1000;

/** The structure of a TIFF file, which EXIF uses too. Reads what is whole and tells of what is not; never throws. */
export class TiffStructure {
  private constructor(
    private readonly block: DataView,
    readonly littleEndian: boolean,
    private readonly warn: (warning: string) => void,
  ) {}

  /** Null, with a warning, where the bytes do not begin as such a structure does. */
  static open(bytes: Uint8Array, warn: (warning: string) => void): TiffStructure | null {
    const block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const order = bytes.length < 8 ? '' : String.fromCharCode(block.getUint8(0), block.getUint8(1));
    const littleEndian = order === 'II';
    if ((!littleEndian && order !== 'MM') || block.getUint16(2, littleEndian) !== 42) {
      warn('EXIF: the block does not begin with a TIFF header.');
      return null;
    }
    return new TiffStructure(block, littleEndian, warn);
  }

  /** The place of the first directory. */
  get firstDirectory(): number {
    return this.block.getUint32(4, this.littleEndian);
  }

  /** The tags of the directory at a place; those that are cut off or make no sense are left out, with a warning. */
  directory(name: string, place: number): readonly StoredTag[] {
    if (place < 8 || place + 2 > this.block.byteLength) {
      this.warn(`EXIF: the ${name} directory lies outside the block.`);
      return [];
    }
    const told = this.block.getUint16(place, this.littleEndian);
    const held = Math.floor((this.block.byteLength - place - 2) / ENTRY_BYTES);
    const count = Math.min(told, held, MOST_ENTRIES);
    if (count < told) this.warn(`EXIF: the ${name} directory tells of ${told} tags, ${count} could be read.`);
    return Array.from({ length: count }, (_, i) => this.entry(name, place + 2 + i * ENTRY_BYTES)).filter(
      (tag) => tag !== null,
    );
  }

  private entry(directory: string, place: number): StoredTag | null {
    const id = this.block.getUint16(place, this.littleEndian);
    const type = this.block.getUint16(place + 2, this.littleEndian);
    const count = this.block.getUint32(place + 4, this.littleEndian);
    const each = TYPE_BYTES.get(type);
    const label = `EXIF: tag ${tagLabel(id)} of the ${directory} directory`;
    if (each === undefined) {
      this.warn(`${label} is of the unknown type ${type}.`);
      return null;
    }
    const length = each * count;
    const start = length <= INLINE_BYTES ? place + 8 : this.block.getUint32(place + 8, this.littleEndian);
    if (start + length > this.block.byteLength) {
      this.warn(`${label} lies outside the block.`);
      return null;
    }
    return { id, type, count, bytes: new DataView(this.block.buffer, this.block.byteOffset + start, length) };
  }
}

/** A tag's number as specifications print it: 0x8769. */
export function tagLabel(id: number): string {
  return `0x${id.toString(16).toUpperCase().padStart(4, '0')}`;
}
