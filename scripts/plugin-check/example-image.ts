import { readFile, realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { sampleImage } from '@gatehouse/plugin-testkit';

/**
 * The image of an example.
 *
 * @param image `./…` in the plugin's folder, or the name of a built-in sample
 * @throws Error that says what is wrong with it
 */
export async function exampleImage(folder: string, image: string): Promise<Uint8Array> {
  if (!image.startsWith('./')) return sampleImage(image);
  let file: string;
  try {
    file = await realpath(resolve(folder, image));
  } catch {
    throw new Error(`There is no file ${image} in the plugin's folder. Put it there, or mend /examples.`);
  }
  if (relative(folder, file).startsWith('..')) {
    throw new Error(
      `${image} lies outside of the plugin's folder. Move it inside: the folder is what is given on.`,
    );
  }
  return new Uint8Array(await readFile(file));
}
