import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';

/** Lets kysely's SQLite dialect speak to `node:sqlite`. */
export function asKyselyDatabase(db: DatabaseSync): SqliteDatabase {
  return {
    close: () => {
      db.close();
    },
    prepare: (sql) => {
      const statement = db.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...asSqlValues(parameters)),
        run: (parameters) => statement.run(...asSqlValues(parameters)),
        iterate: (parameters) => statement.iterate(...asSqlValues(parameters)),
      };
    },
  };
}

/**
 * What kysely binds, as `node:sqlite` types it.
 *
 * @throws TypeError for anything else: an object in the first place would be taken for named parameters, and all of
 *   them be bound as null
 */
export function asSqlValues(parameters: readonly unknown[]): readonly SQLInputValue[] {
  if (parameters.every(isSqlValue)) return parameters;
  throw new TypeError('a statement binds texts, numbers, bytes and null only');
}

function isSqlValue(value: unknown): value is SQLInputValue {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    ArrayBuffer.isView(value)
  );
}

/** The numbers of SQLite's result codes (https://sqlite.org/rescode.html), as far as they are told apart here. */
export const SQLITE = Object.freeze({
  BUSY: 5,
  IOERR: 10,
  READONLY: 8,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
});

/** The primary result code of an error that `node:sqlite` threw; null for any other error. */
export function sqliteCode(thrown: unknown): number | null {
  if (!Error.isError(thrown) || !('errcode' in thrown)) return null;
  return typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : null;
}
