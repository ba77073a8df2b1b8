import { BrokenHeader } from './broken-header.js';

/**
 * Windows one inspection may open. Each chunk, segment or box takes one; an honest file of a gigabyte has fewer, and a
 * file made of nothing but empty chunks would otherwise hold the server up.
 */
const MAX_WINDOWS = 250_000;

/** Numbers out of bytes nobody vouches for: a read past the end is a {@link BrokenHeader}, never an `undefined`. */
export class ByteReader {
  readonly length: number;
  private readonly view: DataView;

  /**
   * @param bytes seen, not copied
   * @param littleEndian the byte order of every number wider than a byte
   * @param allowance shared by a reader and all windows on it
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly littleEndian: boolean,
    private readonly allowance = { windows: MAX_WINDOWS },
  ) {
    this.length = bytes.byteLength;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    this.need(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    this.need(at, 2);
    return this.view.getUint16(at, this.littleEndian);
  }

  u24(at: number): number {
    const [first, second, third] = [this.u8(at), this.u8(at + 1), this.u8(at + 2)];
    return this.littleEndian ? first | (second << 8) | (third << 16) : (first << 16) | (second << 8) | third;
  }

  u32(at: number): number {
    this.need(at, 4);
    return this.view.getUint32(at, this.littleEndian);
  }

  /** Beyond 2^53 no offset or size can be meant, so such a number is broken too. */
  u64(at: number): number {
    this.need(at, 8);
    const value = this.view.getBigUint64(at, this.littleEndian);
    if (value > Number.MAX_SAFE_INTEGER) throw new BrokenHeader('it holds an impossibly large number');
    return Number(value);
  }

  /** A few bytes as Latin-1 text. */
  text(at: number, length: number): string {
    this.need(at, length);
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }

  /** A window on the same bytes, with its own end. */
  window(at: number, length: number, littleEndian = this.littleEndian): ByteReader {
    this.need(at, length);
    this.allowance.windows -= 1;
    if (this.allowance.windows < 0) throw new BrokenHeader('it is in too many pieces');
    return new ByteReader(this.bytes.subarray(at, at + length), littleEndian, this.allowance);
  }

  private need(at: number, length: number): void {
    if (at < 0 || at + length > this.length) throw new BrokenHeader('the file ends too early');
  }
}
