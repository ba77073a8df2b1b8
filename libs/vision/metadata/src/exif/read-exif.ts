import { GPS_TAG_NAMES, INTEROPERABILITY_TAG_NAMES, TAG_NAMES } from './tag-names.js';
import { tagValue, type TagValue } from './tag-value.js';
import { tagLabel, TiffStructure, type StoredTag } from './tiff-structure.js';

/** Tags by their names in the EXIF and TIFF specifications; those without a name by their number, such as "0xBEEF". */
export type ExifTags = Readonly<Record<string, TagValue>>;

/** What could be read of an EXIF block, and in words what could not. */
export interface ExifReading {
  readonly tags: ExifTags;
  readonly warnings: readonly string[];
}

/** Directories that others point to, by the pointer's tag. */
const POINTERS = Object.freeze([
  { pointer: 0x8769, name: 'Exif', names: TAG_NAMES },
  { pointer: 0x8825, name: 'GPS', names: GPS_TAG_NAMES },
  { pointer: 0xa005, name: 'interoperability', names: INTEROPERABILITY_TAG_NAMES },
]);
const EXIF_MARK = 'Exif\0\0';
/** A block made of nothing but faults would fill the answer with them. */
const MOST_WARNINGS = 20;

/**
 * Reads the tags of the picture itself; a thumbnail's are left out. Each directory is read at most once, whatever
 * points to it.
 *
 * @param block a TIFF structure, with or without the "Exif" mark before it; a whole TIFF file is one
 */
export function readExif(block: Uint8Array): ExifReading {
  const warnings: string[] = [];
  const warn = (warning: string): void => {
    if (warnings.length < MOST_WARNINGS) warnings.push(warning);
  };
  const structure = TiffStructure.open(withoutMark(block), warn);
  if (structure === null) return { tags: {}, warnings };
  const tags = new Map<string, TagValue>();
  const seen = new Set([structure.firstDirectory]);
  const found = [...structure.directory('image', structure.firstDirectory)];
  collect(found, TAG_NAMES);
  for (const { pointer, name, names } of POINTERS) {
    const place = placeOf(found, pointer, structure);
    if (place === undefined) continue;
    if (seen.has(place)) {
      warn(`EXIF: the ${name} directory is one that was read before.`);
      continue;
    }
    seen.add(place);
    const directory = structure.directory(name, place);
    collect(directory, names);
    if (name === 'Exif') found.push(...directory); // the interoperability directory hangs there
  }
  return { tags: Object.fromEntries(tags), warnings };

  function collect(directory: readonly StoredTag[], names: ReadonlyMap<number, string>): void {
    for (const tag of directory) {
      if (POINTERS.some(({ pointer }) => pointer === tag.id)) continue;
      const name = names.get(tag.id) ?? tagLabel(tag.id);
      const value = tagValue(tag, structure?.littleEndian ?? true);
      if (value === undefined) warn(`EXIF: ${name} has no value.`);
      else if (!tags.has(name)) tags.set(name, value);
    }
  }
}

function placeOf(tags: readonly StoredTag[], pointer: number, structure: TiffStructure): number | undefined {
  const tag = tags.find(({ id }) => id === pointer);
  const value = tag === undefined ? undefined : tagValue(tag, structure.littleEndian);
  return typeof value === 'number' ? value : undefined;
}

function withoutMark(block: Uint8Array): Uint8Array {
  const marked = String.fromCharCode(...block.subarray(0, EXIF_MARK.length)) === EXIF_MARK;
  return marked ? block.subarray(EXIF_MARK.length) : block;
}
