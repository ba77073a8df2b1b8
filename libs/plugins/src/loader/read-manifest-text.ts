import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ManifestError } from '../manifest/manifest-error.js';
import { fileProblem, isInside } from './inside.js';

const MANIFEST_FILE = 'plugin.json';
/** Far more than any manifest needs. */
const MAX_BYTES = 262_144;

/**
 * Reads a plugin's manifest, whatever stands in its place.
 *
 * @param folder absolute, links resolved
 * @throws ManifestError
 */
export function readManifestText(folder: string): string {
  const names = readdirSync(folder);
  if (names.length === 0) {
    throw new ManifestError('The folder is empty. A plugin needs a plugin.json and its code.');
  }
  if (!names.includes(MANIFEST_FILE)) {
    throw new ManifestError('There is no plugin.json in the folder. Every plugin needs one.');
  }
  const bytes = readOrdinaryFile(folder);
  try {
    // Takes a byte order mark away, as editors put one there.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ManifestError('plugin.json is not text in UTF-8. Save it as UTF-8.');
  }
}

function readOrdinaryFile(folder: string): Uint8Array {
  const descriptor = open(folder);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      throw new ManifestError('plugin.json is no ordinary file. Put the manifest itself there.');
    }
    if (stats.size > MAX_BYTES) {
      throw new ManifestError(
        `plugin.json has ${stats.size} bytes; it may have ${MAX_BYTES}. Make it smaller.`,
      );
    }
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function open(folder: string): number {
  const file = join(folder, MANIFEST_FILE);
  try {
    if (!isInside(realpathSync(file), folder)) {
      throw new ManifestError(
        "plugin.json is a link out of the plugin's folder. Put the manifest itself there.",
      );
    }
    // Without O_NONBLOCK a named pipe would keep the server waiting for whoever may write to it.
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (problem) {
    if (problem instanceof ManifestError) throw problem;
    throw new ManifestError(`plugin.json ${fileProblem(problem)}.`);
  }
}
