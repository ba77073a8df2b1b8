import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePrivately } from './private-file.js';

const SQLITE_BUSY = 5;
const RETRY_MS = 20;
const GIVE_UP_MS = 5000;

/**
 * Does some work while nobody else who asks for the same lock does any, in this process or in another. The operating
 * system takes the lock off whoever dies, which a file that merely exists would not be.
 *
 * @param path of a file that is nothing but the lock; made where it is not there, and left
 * @throws Error where it was not to be had within five seconds
 */
export async function holdingLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  await ensurePrivately(path);
  const lock = await acquire(path);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function acquire(path: string): Promise<DatabaseSync> {
  for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs += RETRY_MS) {
    const lock = tryLock(path);
    if (lock !== null) return lock;
    await sleep(RETRY_MS);
  }
  throw new Error(`another process holds ${path}`);
}

function tryLock(path: string): DatabaseSync | null {
  const lock = new DatabaseSync(path, { timeout: 0 }); // waiting in SQLite would stop the event loop
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    if (isBusy(thrown)) return null;
    throw thrown;
  }
}

function isBusy(thrown: unknown): boolean {
  return Error.isError(thrown) && 'errcode' in thrown && thrown.errcode === SQLITE_BUSY;
}
