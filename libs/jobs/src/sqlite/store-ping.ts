import { stat } from 'node:fs/promises';
import { GatehouseError } from '@gatehouse/errors';
import { selectJob } from '../sql/job-queries.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';

/**
 * Whether jobs can be written and read: rejects with STORE_UNAVAILABLE where they cannot.
 *
 * @param path of the database file, which the reader and the writer have open
 */
export async function storePing(path: string, reader: Reader, writer: Writer): Promise<() => Promise<void>> {
  const inode = await inodeOf(path);
  return async () => {
    await writer.post([]);
    await reader.first(selectJob(reader.db, '', 'everybody'));
    // A file that was deleted or replaced can still be written, and whatever is written to it is gone.
    if ((await inodeOf(path)) !== inode) throw unavailable(new Error('the database file was replaced'));
  };
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
