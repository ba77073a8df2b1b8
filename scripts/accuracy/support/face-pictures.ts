import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Truth } from './average-precision.ts';

/** A photograph, and the faces in it, as a person sees them. */
export interface FacePicture {
  /** Absolute path. */
  readonly path: string;
  readonly faces: readonly Truth[];
}

const FOLDER = new URL('../../../test/fixtures/faces/', import.meta.url);

/** All that test/fixtures/faces speaks of; its README tells whose they are. */
export function facePictures(): readonly FacePicture[] {
  const { pictures } = JSON.parse(readFileSync(new URL('truth.json', FOLDER), 'utf8')) as {
    readonly pictures: readonly { readonly file: string; readonly faces: readonly Truth[] }[];
  }; // a file of this repository
  return pictures.map(({ file, faces }) => ({ faces, path: fileURLToPath(new URL(file, FOLDER)) }));
}
