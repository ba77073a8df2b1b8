import { readFileSync } from 'node:fs';

const PHOTOS = new URL('../../../test/support/photos/', import.meta.url);

/** The photographs that are sharp and well exposed, by name; the README of their folder says whose they are. */
export const PHOTO_NAMES = [
  'astronaut',
  'brick',
  'camera',
  'chelsea',
  'coffee',
  'grass',
  'gravel',
  'hopper',
  'hubble',
  'retina',
  'rocket',
] as const;

/** A photograph's name. */
export type PhotoName = (typeof PHOTO_NAMES)[number] | 'clock';

/** The file of a photograph. */
export function photo(name: PhotoName): Buffer {
  return readFileSync(new URL(`${name}.jpg`, PHOTOS));
}
