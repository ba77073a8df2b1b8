import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { asSqlValues } from './node-sqlite.js';
import type { ReadAnswer, ReaderData, ReadRequest } from './reader-protocol.js';

/* The main module of the reader thread: a connection for what may take long. */

const { path } = workerData as ReaderData; // FarReader is the only one to start this thread
const db = new DatabaseSync(path, { readOnly: true });

function read({ number, sql, parameters }: ReadRequest): ReadAnswer {
  try {
    return { number, rows: db.prepare(sql).all(...asSqlValues(parameters)) };
  } catch (thrown) {
    return { number, reason: String(thrown) };
  }
}

parentPort?.on('message', (request: ReadRequest) => {
  parentPort?.postMessage(read(request));
});
