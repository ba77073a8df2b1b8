import { open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GatehouseError } from '@gatehouse/errors';
import { selectJob } from '../sql/job-queries.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';
import type { WriteStatement } from './writer-protocol.js';

/** About what an image takes: where there is no room for one, submissions are refused. */
const SAMPLE = new Uint8Array(256 * 1024);

/**
 * Writes a page that is as it was. A transaction that changes nothing would succeed on a full disk, too.
 * Nothing else uses this number of the database file.
 */
const WRITE_A_PAGE: WriteStatement = { sql: 'PRAGMA user_version = 0', parameters: [], hasSteps: true };

/**
 * Whether jobs can be written and read: rejects with STORE_UNAVAILABLE where they cannot.
 *
 * @param path of the database file, which the reader and the writer have open
 */
export async function storePing(path: string, reader: Reader, writer: Writer): Promise<() => Promise<void>> {
  const inode = await inodeOf(path);
  return async () => {
    await writer.post([WRITE_A_PAGE]);
    await reader.first(selectJob(reader.db, '', 'everybody'));
    // A file that was deleted or replaced can still be written, and whatever is written to it is gone.
    if ((await inodeOf(path)) !== inode) throw unavailable(new Error('the database file was replaced'));
    // The log of the database may have room left that the disk has not.
    await writeSample(join(dirname(path), 'gatehouse.probe'));
  };
}

async function writeSample(path: string): Promise<void> {
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(SAMPLE);
      await file.sync();
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  } catch (thrown) {
    throw unavailable(thrown);
  }
}

async function inodeOf(path: string): Promise<bigint> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch (thrown) {
    throw unavailable(thrown);
  }
}

function unavailable(cause: unknown): GatehouseError {
  return new GatehouseError('STORE_UNAVAILABLE', {}, { cause });
}
