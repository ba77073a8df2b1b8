import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Puts a text in the place of a file: readable by its owner alone, whole or not at all, also after a power cut.
 * Written by root it stays with whom the old file belonged to, or else goes to whom the folder belongs to: a server
 * that runs as an ordinary user must be able to read it.
 */
export async function replacePrivately(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await createPrivately(temporary, await ownerFor(path));
    await file
      .writeFile(text)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  await syncFolder(dirname(path));
}

/** Makes an empty file as {@link replacePrivately} would make it; leaves one that is there alone. */
export async function ensurePrivately(path: string): Promise<void> {
  try {
    const file = await createPrivately(path, await ownerFor(path));
    await file.close();
  } catch (thrown) {
    if (!isFileError(thrown, 'EEXIST')) throw thrown;
  }
}

/** Whether a file system refused with this code. */
export function isFileError(thrown: unknown, code: 'ENOENT' | 'EEXIST'): boolean {
  return Error.isError(thrown) && 'code' in thrown && thrown.code === code;
}

async function createPrivately(path: string, owner: Owner): Promise<FileHandle> {
  const file = await open(path, 'wx', OWNER_ONLY);
  if (process.getuid?.() === 0) await file.chown(owner.uid, owner.gid); // nobody else may give files away
  return file;
}

function ownerFor(path: string): Promise<Owner> {
  return stat(path).catch(() => stat(dirname(path)));
}

/** A rename is kept once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
