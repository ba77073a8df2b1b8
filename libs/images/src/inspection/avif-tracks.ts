import { boxesIn, findBox, FULL_BOX_HEADER } from './boxes.js';
import type { ByteReader } from './byte-reader.js';
import type { FrameTally } from './frame-tally.js';

/** Where a sample entry, counted from its content, has its width; the height follows (ISO/IEC 14496-12, 12.1.3). */
const ENTRY_WIDTH = 24;
const ENTRY_COUNT_BYTES = 4;

/** The sample table of a track: how many frames, of which size. */
function sampleTable(track: ByteReader): ByteReader | null {
  let inner: ByteReader | null = track;
  for (const type of ['mdia', 'minf', 'stbl']) inner = inner && (findBox(inner, type)?.content ?? null);
  return inner;
}

/**
 * Adds the frames of an image sequence. Colour and alpha are tracks of equally many frames, so the longest counts.
 *
 * @param movie content of the file's `moov` box
 */
export function seeAvifTracks(movie: ByteReader, tally: FrameTally): void {
  for (const { type, content } of boxesIn(movie)) {
    const table = type === 'trak' ? sampleTable(content) : null;
    if (table === null) continue;
    const sizes = findBox(table, 'stsz');
    if (sizes) tally.claimFrames(sizes.content.u32(8));
    const entries = findBox(table, 'stsd');
    if (entries) seeEntries(entries.content, tally);
  }
}

function seeEntries(descriptions: ByteReader, tally: FrameTally): void {
  for (const { type, content } of boxesIn(descriptions, FULL_BOX_HEADER + ENTRY_COUNT_BYTES)) {
    if (type !== 'av01') continue;
    const [width, height] = [content.u16(ENTRY_WIDTH), content.u16(ENTRY_WIDTH + 2)];
    tally.see({ width, height, channels: 4, bitsPerChannel: 8 });
  }
}
