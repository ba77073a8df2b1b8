import { BrokenHeader } from './broken-header.js';
import type { ByteReader } from './byte-reader.js';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const FIRST_FRAME_HEADER = 0xc0;

/** Encoders write ten or so, for four inks up to eighteen. */
const MAX_SCANS = 32;

/** In and between scans: escaped bytes, fill, restarts, and what decoders skip as corrupt. */
const hasNoLength = (marker: number): boolean =>
  marker < FIRST_FRAME_HEADER || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8);

/**
 * Refuses a JPEG of very many scans: each costs a decoder a pass over the whole picture and may take forty bytes, so
 * that a file of kilobytes is minutes of work.
 *
 * @param from where the content of the first scan's header begins
 * @throws BrokenHeader where there are more than honest files have
 */
export function limitScans(reader: ByteReader, from: number): void {
  let scans = 1;
  let at = reader.indexOf(0xff, from);
  while (at + 1 < reader.length) {
    reader.step();
    const marker = reader.u8(at + 1);
    if (marker === END_OF_IMAGE) return;
    if (marker === START_OF_SCAN) scans += 1;
    if (scans > MAX_SCANS) throw new BrokenHeader(`it has more than ${MAX_SCANS} scans`);
    const next = hasNoLength(marker) ? at + 1 : afterSegment(reader, at + 2);
    at = reader.indexOf(0xff, next);
  }
}

/** What a comment or a table holds may look like markers, and none are. */
function afterSegment(reader: ByteReader, at: number): number {
  return at + (at + 2 <= reader.length ? reader.u16(at) : 2);
}
