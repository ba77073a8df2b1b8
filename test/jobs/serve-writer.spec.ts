import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MessageChannel } from 'node:worker_threads';
import { serveWriter } from '../../libs/jobs/src/sqlite/serve-writer.js';
import type { WriteAnswer, WriterMessage, WriteUnit } from '../../libs/jobs/src/sqlite/writer-protocol.js';
import { tempFolder } from './support/temp-folder.js';

/** Sends everything at once and collects the answer messages until the port is closed from the other side. */
async function converse(
  db: DatabaseSync,
  messages: readonly WriterMessage[],
): Promise<readonly (readonly WriteAnswer[])[]> {
  const { port1, port2 } = new MessageChannel();
  const received: (readonly WriteAnswer[])[] = [];
  port1.on('message', (answers: readonly WriteAnswer[]) => received.push(answers));
  for (const message of messages) port1.postMessage(message);
  serveWriter(port2, db);
  await once(port1, 'close');
  return received;
}

function freshDatabase(): DatabaseSync {
  const db = new DatabaseSync(join(tempFolder(), 'x.sqlite'));
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY)');
  return db;
}

const insert = (...numbers: readonly number[]): readonly WriteUnit[] =>
  numbers.map((number) => ({
    number,
    statements: [{ sql: 'INSERT INTO t VALUES (?)', parameters: [number] }],
  }));

describe('the writer', () => {
  it('answers in order, many units with one message and no more than 512', async () => {
    const units = Array.from({ length: 1300 }, (_, number) => insert(number));
    const received = await converse(freshDatabase(), [...units, 'close']);
    expect(received.flat().map(({ number }) => number)).toEqual(units.map((_, number) => number));
    expect(received.flat().filter(({ outcome }) => outcome !== 'stored')).toEqual([]);
    expect(received.map((batch) => batch.length)).toEqual([512, 512, 276]);
  });

  it('stores what came before the word to close, and closes the database', async () => {
    const db = freshDatabase();
    const received = await converse(db, [insert(1), 'close', insert(2)]);
    expect(received).toEqual([[{ number: 1, outcome: 'stored', changes: [1] }]]);
    expect(db.isOpen).toBe(false);
  });

  it('writes the units of one message under one commit, in their order', async () => {
    const received = await converse(freshDatabase(), [insert(3, 1, 2), 'close']);
    expect(received.map((batch) => batch.map(({ number }) => number))).toEqual([[3, 1, 2]]);
  });

  it('closes where there was nothing to store', async () => {
    const db = freshDatabase();
    expect(await converse(db, ['close'])).toEqual([]);
    expect(db.isOpen).toBe(false);
  });
});
