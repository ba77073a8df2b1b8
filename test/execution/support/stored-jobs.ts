import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A row of the job table, as an operator's SQL shell would show it. */
export interface StoredJob {
  readonly id: string;
  readonly plugin: string;
  readonly status: string;
  readonly cancelled: number;
  readonly attempts: number;
  readonly request_id: string | null;
  readonly execution_time_ms: number | null;
  readonly result: string | null;
  readonly error: string | null;
}

/** Every job of a store, oldest first, read past all of our own code. */
export function storedJobs(dataDir: string): StoredJob[] {
  const db = new DatabaseSync(join(dataDir, 'jobs.sqlite'), { readOnly: true, timeout: 10_000 });
  try {
    return db.prepare('SELECT * FROM jobs ORDER BY id').all() as unknown as StoredJob[]; // the table's columns
  } finally {
    db.close();
  }
}

/** Keeps everybody else from writing to a store, as a backup might; returns what lets them again. */
export function lockStore(dataDir: string): () => void {
  const db = new DatabaseSync(join(dataDir, 'jobs.sqlite'));
  db.exec('BEGIN IMMEDIATE');
  return () => {
    if (db.isOpen) db.close();
  };
}

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** How many transactions stand in the store's write-ahead log (SQLite file format, §4.1). */
export function commitsInLog(dataDir: string): number {
  const log = readFileSync(join(dataDir, 'jobs.sqlite-wal'));
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
