import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { holdingLock } from './file-lock.js';
import { formatKeyFile, KeyFileError, parseKeyFile } from './key-file-text.js';
import type { KeyRecord } from './key-record.js';
import { isFileError, replacePrivately } from './private-file.js';

/** Changes keys: gives back all of them as they shall be, or null where nothing is to be changed. */
export type KeyChange = (records: readonly KeyRecord[]) => readonly KeyRecord[] | null;

/** API_KEYS_FILE. The servers that use it and `npm run keys` write it at any time, and lose nothing of each other. */
export class KeyFile {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /**
   * Every key in it; null where there is no such file.
   *
   * @throws KeyFileError where it cannot be read or understood
   */
  async read(): Promise<readonly KeyRecord[] | null> {
    try {
      return parseKeyFile(await readFile(this.path, 'utf8'));
    } catch (thrown) {
      if (isFileError(thrown, 'ENOENT')) return null;
      throw thrown instanceof KeyFileError ? thrown : new KeyFileError(codeOf(thrown), thrown);
    }
  }

  /** What changes whenever the file does; null where there is none, or it cannot be looked at. */
  async stamp(): Promise<string | null> {
    try {
      const { ino, mtimeNs, ctimeNs, size, mode } = await stat(this.path, { bigint: true });
      return [ino, mtimeNs, ctimeNs, size, mode].join();
    } catch {
      return null;
    }
  }

  /**
   * Reads, changes and writes it as one step among all who do. Its folder is made where it is not there.
   *
   * @throws KeyFileError where what is there cannot be understood: nothing is written over it
   */
  async update(change: KeyChange): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await holdingLock(`${this.path}.lock`, async () => {
      const changed = change((await this.read()) ?? []);
      if (changed !== null) await replacePrivately(this.path, formatKeyFile(changed));
    });
  }
}

function codeOf(thrown: unknown): string {
  const code = Error.isError(thrown) && 'code' in thrown ? String(thrown.code) : 'unknown error';
  return `it cannot be read (${code})`;
}
