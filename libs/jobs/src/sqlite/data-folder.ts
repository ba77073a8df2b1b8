import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '@gatehouse/config';
import { SQLITE, sqliteCode } from './node-sqlite.js';
import { syncFolder } from './sync-folder.js';

const LOCK_FILE = 'gatehouse.lock';
const STORE_FILE = 'jobs.sqlite';
const NOT_WRITABLE: readonly (number | null)[] = [
  SQLITE.READONLY,
  SQLITE.IOERR,
  SQLITE.FULL,
  SQLITE.CANTOPEN,
];

/** Of a folder that this user may not read, or whose file system knows no such thing. */
const NOT_OURS_TO_SYNC: readonly unknown[] = ['EACCES', 'EPERM', 'EINVAL'];

/** DATA_DIR, held by this process alone for as long as it lives or until it lets go. */
export class DataFolder {
  /** Of the job store's database file. */
  readonly storePath: string;

  private constructor(
    private readonly folder: string,
    // The operating system takes this lock off whoever dies, however that happens; a file with a process id would stay.
    private readonly lock: DatabaseSync,
  ) {
    this.storePath = join(folder, STORE_FILE);
  }

  /**
   * Creates the folder where it is absent and takes hold of it.
   *
   * @param dataDir absolute, or relative to the working directory
   * @throws ConfigError where it cannot be written or another server holds it
   */
  static hold(dataDir: string): DataFolder {
    const folder = resolve(dataDir);
    try {
      syncAbove(folder, mkdirSync(folder, { recursive: true, mode: 0o700 }));
      return new DataFolder(folder, lockExclusively(join(folder, LOCK_FILE)));
    } catch (thrown) {
      throw new ConfigError([holdProblem(folder, thrown)]);
    }
  }

  /** What to tell the operator when the store inside cannot be opened. */
  storeProblem(failure: unknown): ConfigError {
    const thrown = rootCause(failure);
    const problem = NOT_WRITABLE.includes(sqliteCode(thrown))
      ? notWritable(this.folder, thrown)
      : `DATA_DIR is "${this.folder}"; the job store in it, ${STORE_FILE}, cannot be opened (${String(thrown)}). ` +
        `If a newer version of this server wrote it, run that version; else restore the file from a backup, or move ` +
        `every ${STORE_FILE}* file away to begin with an empty history.`;
    return new ConfigError([problem]);
  }

  /** Lets another process have it. */
  release(): void {
    if (this.lock.isOpen) this.lock.close();
  }
}

/**
 * Sees to it that a power cut does not take the folder with all that is in it.
 *
 * @param topmost of the folders that were made for it just now; where none was, it may have been made a moment ago
 */
function syncAbove(folder: string, topmost = folder): void {
  const above = dirname(folder);
  try {
    syncFolder(above);
  } catch (thrown) {
    if (!NOT_OURS_TO_SYNC.includes(codeOf(thrown))) throw thrown;
  }
  if (folder !== topmost && above !== folder) syncAbove(above, topmost);
}

function codeOf(thrown: unknown): unknown {
  return Error.isError(thrown) && 'code' in thrown ? thrown.code : undefined;
}

function lockExclusively(path: string): DatabaseSync {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    throw thrown;
  }
}

function holdProblem(folder: string, thrown: unknown): string {
  return sqliteCode(thrown) === SQLITE.BUSY
    ? `DATA_DIR is "${folder}"; another server is using it. Stop that server first, or set DATA_DIR to another folder.`
    : notWritable(folder, thrown);
}

function notWritable(folder: string, thrown: unknown): string {
  return `DATA_DIR is "${folder}"; it cannot be written (${String(thrown)}). Let this user write there, or set DATA_DIR to another folder.`;
}

// The outer errors speak to clients, or say what was tried; what the operator needs is what SQLite said.
function rootCause(thrown: unknown): unknown {
  return Error.isError(thrown) && Error.isError(thrown.cause) ? rootCause(thrown.cause) : thrown;
}
