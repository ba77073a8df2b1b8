import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { BUSY_TIMEOUT_MS } from './busy-timeout.js';
import { serveWriter } from './serve-writer.js';
import type { WriterData } from './writer-protocol.js';

/* The main module of the writer thread: the one connection that writes. */

const WAL_KEPT_BYTES = 64 * 1024 * 1024;

const { path } = workerData as WriterData; // Writer is the only one to start this thread
const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
db.exec('PRAGMA synchronous = FULL'); // with less, a power cut takes back what was acknowledged
db.exec('PRAGMA recursive_triggers = ON'); // else INSERT OR REPLACE deletes a row past its delete trigger
db.exec(`PRAGMA journal_size_limit = ${WAL_KEPT_BYTES}`);
if (parentPort !== null) serveWriter(parentPort, db);
