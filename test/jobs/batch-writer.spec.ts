import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BatchWriter } from '../../libs/jobs/src/sqlite/batch-writer.js';
import type { WriteUnit } from '../../libs/jobs/src/sqlite/writer-protocol.js';
import { tempFolder } from './support/temp-folder.js';

const opened: DatabaseSync[] = [];

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  opened.push(db);
  return db;
}

function freshDatabase(): DatabaseSync {
  const db = open(join(tempFolder(), 'x.sqlite'));
  db.exec(
    'CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)',
  );
  return db;
}

const insert = (number: number, parent: number | null = null): WriteUnit => ({
  number,
  statements: [{ sql: 'INSERT INTO t (id, parent) VALUES (?, ?)', parameters: [number, parent] }],
});

const idsIn = (db: DatabaseSync): unknown[] =>
  db
    .prepare('SELECT id FROM t ORDER BY rowid')
    .all()
    .map((row) => row['id']);

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

describe('a batch of writes', () => {
  it('stores its units in their order and says what each changed', () => {
    const db = freshDatabase();
    const double: WriteUnit = {
      number: 3,
      statements: [
        { sql: 'UPDATE t SET parent = 1', parameters: [] },
        { sql: 'DELETE FROM t WHERE id > ?', parameters: [9] },
      ],
    };
    expect(new BatchWriter(db).write([insert(1), insert(2), double])).toEqual([
      { number: 1, outcome: 'stored', changes: [1] },
      { number: 2, outcome: 'stored', changes: [1] },
      { number: 3, outcome: 'stored', changes: [2, 0] },
    ]);
    expect(idsIn(db)).toEqual([1, 2]);
  });

  it('lets a unit that breaks a constraint fail alone and whole', () => {
    const db = freshDatabase();
    const refused: WriteUnit = { number: 5, statements: [...insert(5).statements, ...insert(1).statements] };
    const answers = new BatchWriter(db).write([insert(1), refused, insert(2)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['stored', 'refused', 'stored']);
    expect(answers[1]).toHaveProperty('reason', expect.stringContaining('UNIQUE constraint failed'));
    expect(idsIn(db)).toEqual([1, 2]);
  });

  it('refuses what cannot be bound, and calls a statement that cannot run lost', () => {
    const db = freshDatabase();
    const unbindable = {
      number: 1,
      statements: [{ sql: 'INSERT INTO t (id) VALUES (?)', parameters: [{}] }],
    };
    const noTable = { number: 2, statements: [{ sql: 'DELETE FROM nowhere', parameters: [] }] };
    const answers = new BatchWriter(db).write([unbindable, noTable, insert(3)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'lost', 'stored']);
  });

  it('acknowledges nothing where the commit fails, and works again after it', () => {
    const db = freshDatabase();
    const writer = new BatchWriter(db);
    const answers = writer.write([insert(1), insert(2, 99), insert(3)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['lost', 'lost', 'lost']);
    expect(answers[0]).toHaveProperty('reason', expect.stringContaining('FOREIGN KEY constraint failed'));
    expect(idsIn(db)).toEqual([]);
    expect(writer.write([insert(4)])).toEqual([{ number: 4, outcome: 'stored', changes: [1] }]);
  });

  it('acknowledges nothing where the database fills up in the middle, and works again when there is room', () => {
    const db = freshDatabase();
    db.exec('CREATE TABLE big (content TEXT)');
    db.exec('PRAGMA max_page_count = 40');
    const big = (number: number, length: number): WriteUnit => ({
      number,
      statements: [{ sql: 'INSERT INTO big VALUES (?)', parameters: ['x'.repeat(length)] }],
    });
    const writer = new BatchWriter(db);
    const answers = writer.write([insert(1), big(2, 1_000_000), insert(3)]);
    expect(answers[1]).toEqual({
      number: 2,
      outcome: 'lost',
      reason: expect.stringContaining('full') as string,
    }); // jest types matchers as any
    const stored = answers.filter(({ outcome }) => outcome === 'stored').map(({ number }) => number);
    expect(idsIn(db)).toEqual(stored);
    expect(writer.write([big(4, 10)])).toEqual([{ number: 4, outcome: 'stored', changes: [1] }]);
  });

  it('acknowledges nothing where a statement ends the transaction', () => {
    const db = freshDatabase();
    const rollback = { number: 2, statements: [{ sql: 'ROLLBACK', parameters: [] }] };
    db.exec(
      "CREATE TRIGGER t_end BEFORE INSERT ON t WHEN new.id = 2 BEGIN SELECT raise(rollback, 'ended'); END",
    );
    const writer = new BatchWriter(db);
    expect(writer.write([insert(1), insert(2), insert(3)]).map(({ outcome }) => outcome)).toEqual([
      'lost',
      'lost',
      'lost',
    ]);
    expect(writer.write([insert(4), rollback]).map(({ outcome }) => outcome)).toEqual(['lost', 'lost']);
    expect(idsIn(db)).toEqual([]);
  });

  it('acknowledges nothing while another connection holds the database', () => {
    const db = freshDatabase();
    const other = open(db.location() ?? '');
    other.exec('BEGIN IMMEDIATE');
    const writer = new BatchWriter(db);
    expect(writer.write([insert(1)])).toEqual([
      { number: 1, outcome: 'lost', reason: expect.stringContaining('locked') as string }, // jest types matchers as any
    ]);
    other.exec('COMMIT');
    expect(writer.write([insert(2)])).toHaveProperty('0.outcome', 'stored');
  });

  it('takes more different statements than it keeps prepared', () => {
    const db = freshDatabase();
    const units = Array.from({ length: 600 }, (_, number) => ({
      number,
      statements: [{ sql: `INSERT INTO t (id) VALUES (${number})`, parameters: [] }],
    }));
    expect(new BatchWriter(db).write(units).filter(({ outcome }) => outcome !== 'stored')).toEqual([]);
    expect(idsIn(db)).toHaveLength(600);
  });
});
