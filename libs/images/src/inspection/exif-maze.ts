import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';

/** Tags whose value is where a further directory stands: EXIF, GPS, interoperability. */
const POINTERS: ReadonlySet<number> = new Set([0x8769, 0x8825, 0xa005]);

const ENTRY_BYTES = 12;

/**
 * Refuses EXIF in which a directory points to others more than once by the same tag: decoders follow every pointer,
 * and a few kilobytes of them are seconds of work. Other faults of EXIF are no matter: pictures with broken EXIF are
 * pictures.
 *
 * @param block starts at the TIFF header, or at the "Exif" and two zeros that some formats put before it
 * @throws BrokenHeader where it is such a maze
 */
export function refuseExifMaze(block: ByteReader): void {
  const at = startsWith(block, 'Exif', 0) ? 6 : 0;
  const littleEndian = startsWith(block, 'II*\0', at);
  if (!littleEndian && !startsWith(block, 'MM\0*', at)) return;
  const tiff = block.window(at, block.length - at, littleEndian);
  if (tiff.length < 8) return;
  const seen = new Set<number>();
  const ahead = [tiff.u32(4)];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...pointersAt(tiff, next));
  }
}

const startsWith = (block: ByteReader, text: string, at: number): boolean =>
  at + text.length <= block.length && block.text(at, text.length) === text;

/** Where the directories stand that the one at an offset leads to. Like decoders, reads as many entries as there are. */
function pointersAt(tiff: ByteReader, at: number): readonly number[] {
  if (at + 2 > tiff.length) return [];
  const first = at + 2;
  const entries = Math.min(tiff.u16(at), Math.floor((tiff.length - first) / ENTRY_BYTES));
  const found = new Map<number, number>();
  for (let entry = first; entry < first + entries * ENTRY_BYTES; entry += ENTRY_BYTES) {
    tiff.step();
    const tag = tiff.u16(entry);
    if (!POINTERS.has(tag)) continue;
    if (found.has(tag)) throw new BrokenHeader('its EXIF leads round in circles');
    found.set(tag, tiff.u32(entry + 8));
  }
  const end = first + entries * ENTRY_BYTES;
  const following = end + 4 <= tiff.length ? tiff.u32(end) : 0;
  return following === 0 ? [...found.values()] : [...found.values(), following];
}
