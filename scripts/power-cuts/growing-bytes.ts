/** The content of a file. */
export class GrowingBytes {
  private room: Buffer;
  private length: number;

  /** @param content that it begins with; it is copied */
  constructor(content: Uint8Array = Buffer.alloc(0)) {
    this.room = Buffer.from(content);
    this.length = content.byteLength;
  }

  get size(): number {
    return this.length;
  }

  /** What is in it now; not a copy. */
  get content(): Buffer {
    return this.room.subarray(0, this.length);
  }

  /** What lies between the end and the offset becomes zeros. */
  write(offset: number, data: Uint8Array): void {
    if (offset + data.byteLength > this.length) this.resize(offset + data.byteLength);
    this.room.set(data, offset);
  }

  /** @param filler what each byte is that comes to it */
  resize(size: number, filler = 0): void {
    if (size > this.room.length) {
      const room = Buffer.alloc(Math.max(size, this.room.length * 2));
      this.room.copy(room, 0, 0, this.length);
      this.room = room;
    }
    if (size > this.length) this.room.fill(filler, this.length, size);
    this.length = size;
  }
}
