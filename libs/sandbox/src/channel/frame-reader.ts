import type { JsonObject } from '@gatehouse/contracts';
import { PREFIX_BYTES, isFrameKind, type Frame, type FrameKind } from './frame.js';

// Taken before any strange code is loaded: what is patched later is not what runs here.
const { parse } = JSON;

/** The other side wrote what is no frame. Nothing after it can be trusted. */
class ChannelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChannelError';
  }
}

/** The most a reader takes of one frame, in bytes. */
export interface FrameLimits {
  readonly maxHeaderBytes: number;
  readonly maxBodyBytes: number;
  /** The one kind of frame that may have a body. */
  readonly bodyKind: FrameKind;
}

interface Partial {
  readonly kind: FrameKind;
  readonly header: Buffer;
  readonly body: Buffer;
  filled: number;
}

/**
 * Cuts a stream of bytes into frames. Lengths are checked before anything is allocated,
 * and each byte of a header or body is copied once, to its final place.
 */
export class FrameReader {
  private readonly prefix = Buffer.alloc(PREFIX_BYTES);
  private prefixFilled = 0;
  private partial: Partial | null = null;

  constructor(private readonly limits: FrameLimits) {}

  /**
   * Takes the next bytes and calls back once for each frame they complete.
   *
   * @throws ChannelError when the bytes are no frame or one over the limits; the reader is of no use afterwards
   */
  read(chunk: Buffer, onFrame: (frame: Frame) => void): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.partial === null) at += this.readPrefix(chunk.subarray(at));
      else at += this.readContent(this.partial, chunk.subarray(at));
      // A frame may have neither header nor body left to come.
      const complete = this.takeComplete();
      if (complete !== null) onFrame(complete);
    }
  }

  private readPrefix(bytes: Buffer): number {
    const taken = bytes.copy(this.prefix, this.prefixFilled);
    this.prefixFilled += taken;
    if (this.prefixFilled === PREFIX_BYTES) {
      this.prefixFilled = 0;
      this.partial = this.begin();
    }
    return taken;
  }

  private begin(): Partial {
    const kind = this.prefix.readUInt8(0);
    const headerBytes = this.prefix.readUInt32BE(1);
    const bodyBytes = this.prefix.readUInt32BE(5);
    if (!isFrameKind(kind)) throw new ChannelError(`${kind} is no kind of frame`);
    if (headerBytes > this.limits.maxHeaderBytes) throw new ChannelError(`a header of ${headerBytes} bytes`);
    if (bodyBytes > 0 && kind !== this.limits.bodyKind) {
      throw new ChannelError(`a body of ${bodyBytes} bytes where none belongs`);
    }
    if (bodyBytes > this.limits.maxBodyBytes) throw new ChannelError(`a body of ${bodyBytes} bytes`);
    // Slow: never from the shared pool, so that a body's ArrayBuffer holds that body alone.
    return {
      kind,
      header: Buffer.allocUnsafeSlow(headerBytes),
      body: Buffer.allocUnsafeSlow(bodyBytes),
      filled: 0,
    };
  }

  private readContent(partial: Partial, bytes: Buffer): number {
    const inHeader = partial.filled < partial.header.length;
    const taken = inHeader
      ? bytes.copy(partial.header, partial.filled)
      : bytes.copy(partial.body, partial.filled - partial.header.length);
    partial.filled += taken;
    return taken;
  }

  private takeComplete(): Frame | null {
    const { partial } = this;
    if (partial === null || partial.filled < partial.header.length + partial.body.length) return null;
    this.partial = null;
    return {
      kind: partial.kind,
      header: parseHeader(partial.header),
      body: new Uint8Array(partial.body.buffer, partial.body.byteOffset, partial.body.length),
    };
  }
}

function parseHeader(bytes: Buffer): JsonObject {
  let value: unknown;
  try {
    value = parse(bytes.toString('utf8'));
  } catch {
    throw new ChannelError('a header that is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ChannelError('a header that is not an object');
  }
  return value as JsonObject; // JSON.parse gave an object that is no array
}
