import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';

/** A box of an ISO base media file: its four-letter type and what is in it. */
export interface Box {
  readonly type: string;
  readonly content: ByteReader;
}

/** Version and flags stand before the content of a "full" box. */
export const FULL_BOX_HEADER = 4;

/**
 * The boxes one after another in a container (ISO/IEC 14496-12, 4.2). Size 1 means a wide size follows, 0 that the
 * box goes to the end.
 *
 * @param from where the first begins
 */
export function* boxesIn(container: ByteReader, from = 0): Generator<Box> {
  let at = from;
  while (at < container.length) {
    const short = container.u32(at);
    const header = short === 1 ? 16 : 8;
    const size = short === 0 ? container.length - at : short === 1 ? container.u64(at + 8) : short;
    if (size < header) throw new BrokenHeader('it has a box smaller than its own header');
    yield { type: container.text(at + 4, 4), content: container.window(at + header, size - header) };
    at += size;
  }
}

/** The first box of a type, or null. */
export function findBox(container: ByteReader, type: string, from = 0): Box | null {
  for (const box of boxesIn(container, from)) if (box.type === type) return box;
  return null;
}
