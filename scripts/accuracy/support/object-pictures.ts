import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Truth } from './average-precision.ts';

/** A photograph, and the objects of COCO's kinds in it, as a person sees them. */
export interface ObjectPicture {
  /** Absolute path. */
  readonly path: string;
  readonly set: 'easy' | 'hard';
  readonly objects: readonly LabelledTruth[];
}

/** An object that is there. */
export interface LabelledTruth extends Truth {
  readonly label: string;
}

const FOLDER = new URL('../../../test/fixtures/detect/', import.meta.url);

/** All of test/fixtures/detect; its README tells whose they are. */
export function objectPictures(): readonly ObjectPicture[] {
  const { pictures } = JSON.parse(readFileSync(new URL('truth.json', FOLDER), 'utf8')) as {
    readonly pictures: readonly (Omit<ObjectPicture, 'path'> & { readonly file: string })[];
  }; // a file of this repository
  return pictures.map(({ file, ...rest }) => ({ ...rest, path: fileURLToPath(new URL(file, FOLDER)) }));
}
