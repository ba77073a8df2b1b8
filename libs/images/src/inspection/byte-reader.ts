import { BrokenHeader } from './broken-header.js';

/*
 * What one inspection may cost, in steps of some ten nanoseconds: a file made of nothing but empty pieces would
 * otherwise hold the server up. Honest files stay far below: their chunks have kilobytes, their GIF blocks 255 bytes.
 */
const STEPS = 200_000;
const STEPS_A_BYTE = 1 / 64;
/** Each chunk, segment or box takes a window. */
const STEPS_A_WINDOW = 64;

/** Numbers out of bytes nobody vouches for: a read past the end is a {@link BrokenHeader}, never an `undefined`. */
export class ByteReader {
  /** What can be read, made when it is first searched. */
  private searched: Buffer | null = null;

  private constructor(
    private readonly view: DataView,
    private readonly start: number,
    /** Bytes that can be read. */
    readonly length: number,
    private readonly littleEndian: boolean,
    private readonly allowance: { steps: number },
  ) {}

  /**
   * @param bytes seen, not copied
   * @param littleEndian the byte order of every number wider than a byte
   */
  static over(bytes: Uint8Array, littleEndian: boolean): ByteReader {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const allowance = { steps: STEPS + bytes.byteLength * STEPS_A_BYTE };
    return new ByteReader(view, 0, bytes.byteLength, littleEndian, allowance);
  }

  u8(at: number): number {
    return this.view.getUint8(this.place(at, 1));
  }

  u16(at: number): number {
    return this.view.getUint16(this.place(at, 2), this.littleEndian);
  }

  u24(at: number): number {
    const [first, second, third] = [this.u8(at), this.u8(at + 1), this.u8(at + 2)];
    return this.littleEndian ? first | (second << 8) | (third << 16) : (first << 16) | (second << 8) | third;
  }

  u32(at: number): number {
    return this.view.getUint32(this.place(at, 4), this.littleEndian);
  }

  /** Beyond 2^53 no offset or size can be meant, so such a number is broken too. */
  u64(at: number): number {
    const value = this.view.getBigUint64(this.place(at, 8), this.littleEndian);
    if (value > Number.MAX_SAFE_INTEGER) throw new BrokenHeader('it holds an impossibly large number');
    return Number(value);
  }

  /** A few bytes as Latin-1 text. */
  text(at: number, length: number): string {
    const from = this.place(at, length);
    let text = '';
    for (let index = 0; index < length; index += 1) {
      text += String.fromCharCode(this.view.getUint8(from + index));
    }
    return text;
  }

  /** A part of the same bytes, with its own beginning and end. */
  window(at: number, length: number, littleEndian = this.littleEndian): ByteReader {
    const start = this.place(at, length);
    this.take(STEPS_A_WINDOW);
    return new ByteReader(this.view, start, length, littleEndian, this.allowance);
  }

  /** Counts a turn of a loop that goes over the file in small steps. */
  step(): void {
    this.take(1);
  }

  /** Where a byte stands next; the end where it does not. */
  indexOf(byte: number, from: number): number {
    const { buffer, byteOffset } = this.view;
    this.searched ??= Buffer.from(buffer, byteOffset + this.start, this.length);
    const at = this.searched.indexOf(byte, from);
    return at < 0 ? this.length : at;
  }

  private take(steps: number): void {
    this.allowance.steps -= steps;
    if (this.allowance.steps < 0) throw new BrokenHeader('it is in too many pieces');
  }

  /** Where in the view the bytes stand; the one check that nothing is read past the end. */
  private place(at: number, length: number): number {
    if (at < 0 || at + length > this.length) throw new BrokenHeader('the file ends too early');
    return this.start + at;
  }
}
