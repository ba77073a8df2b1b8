import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { asKyselyDatabase, asSqlValues, sqliteCode } from '../../libs/jobs/src/sqlite/node-sqlite.js';

describe('kysely on node:sqlite', () => {
  it('reads, writes, streams and closes', async () => {
    const connection = new DatabaseSync(':memory:');
    const db = new Kysely<{ t: { id: number } }>({
      dialect: new SqliteDialect({ database: asKyselyDatabase(connection) }),
    });
    await sql`create table t (id integer)`.execute(db);
    const inserted = await db
      .insertInto('t')
      .values([{ id: 1 }, { id: 2 }])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    expect(await db.deleteFrom('t').where('id', '=', 1).returning('id').execute()).toEqual([{ id: 1 }]);
    const streamed: number[] = [];
    for await (const { id } of db.selectFrom('t').select('id').stream()) streamed.push(id);
    expect(streamed).toEqual([2]);
    await db.destroy();
    expect(connection.isOpen).toBe(false);
  });

  it.each([[[{}]], [[true]], [[undefined]], [[new Date(0)]], [['ok', []]]])('binds no %j', (parameters) => {
    expect(() => asSqlValues(parameters)).toThrow(TypeError);
  });

  it('tells the primary result code of SQLite, and nothing of other errors', () => {
    expect(sqliteCode(Object.assign(new Error('CHECK constraint failed'), { errcode: 275 }))).toBe(19);
    expect(sqliteCode(Object.assign(new Error('odd'), { errcode: 'x' }))).toBeNull();
    expect(sqliteCode(new Error('other'))).toBeNull();
    expect(sqliteCode('thrown text')).toBeNull();
  });
});
