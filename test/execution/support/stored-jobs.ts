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
