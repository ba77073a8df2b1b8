import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { asSqlValues, SQLITE, sqliteCode } from './node-sqlite.js';
import type { WriteAnswer, WriteStatement, WriteUnit } from './writer-protocol.js';

/** The queries are few and fixed; this only bounds a mistake. */
const MAX_CACHED_STATEMENTS = 256;

/** Writes many units under one commit: the disk is waited for once a batch, not once a unit. */
export class BatchWriter {
  private readonly statements = new Map<string, StatementSync>();

  constructor(private readonly db: DatabaseSync) {}

  /**
   * Writes units in their order. A unit that a constraint refuses fails alone; where the transaction itself fails,
   * nothing of the batch is stored and every unit is told so. Never throws.
   *
   * @returns one answer a unit, in the same order
   */
  write(units: readonly WriteUnit[]): readonly WriteAnswer[] {
    try {
      this.db.exec('BEGIN IMMEDIATE');
      const answers = units.map((unit) => this.writeUnit(unit));
      this.db.exec('COMMIT');
      return answers;
    } catch (thrown) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      return units.map(({ number }) => ({ number, outcome: 'lost', reason: String(thrown) }));
    }
  }

  private writeUnit({ number, statements }: WriteUnit): WriteAnswer {
    this.db.exec('SAVEPOINT unit');
    try {
      const changes = statements.map((statement) => this.run(statement));
      this.db.exec('RELEASE unit');
      return { number, outcome: 'stored', changes };
    } catch (thrown) {
      // Some errors (a full disk) end the whole transaction: then the units before this one are gone too.
      if (!this.db.isTransaction) throw thrown;
      this.db.exec('ROLLBACK TO unit');
      this.db.exec('RELEASE unit');
      const code = sqliteCode(thrown);
      const refused = code === null || code === SQLITE.CONSTRAINT; // null: it did not get as far as SQLite
      return { number, outcome: refused ? 'refused' : 'lost', reason: String(thrown) };
    }
  }

  private run({ sql, parameters, hasSteps }: WriteStatement): number {
    if (hasSteps === true) {
      this.prepared(sql).all(...asSqlValues(parameters));
      return 0;
    }
    return Number(this.prepared(sql).run(...asSqlValues(parameters)).changes);
  }

  private prepared(sql: string): StatementSync {
    const cached = this.statements.get(sql);
    if (cached !== undefined) return cached;
    if (this.statements.size >= MAX_CACHED_STATEMENTS) this.statements.clear();
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
