import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/**
 * Reads an image file, for every method of the client that takes an image.
 *
 * @throws what Node's `readFile` throws: ENOENT where there is none
 */
export async function readImage(path: string | URL): Promise<File> {
  const name = typeof path === 'string' ? path : decodeURIComponent(path.pathname);
  return new File([await readFile(path)], basename(name));
}
