import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** How many transactions stand in the store's write-ahead log (SQLite file format, §4.1). */
export function commitsInLog(dataDir: string): number {
  const log = readFileSync(join(dataDir, 'jobs.sqlite-wal'));
  if (log.length < WAL_HEADER_BYTES) return 0;
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let at = WAL_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const ofThisLog = log.subarray(at + 8, at + 16).equals(salt);
    // the size of the database after a commit; 0 in every frame that ends none
    if (ofThisLog && log.readUInt32BE(at + 4) > 0) commits++;
  }
  return commits;
}
