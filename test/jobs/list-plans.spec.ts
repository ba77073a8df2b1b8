import { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import type { JobFilter } from '@gatehouse/jobs';
import { openPool } from '@gatehouse/postgres';
import { PostgresReader } from '../../libs/jobs/src/postgres/postgres-reader.js';
import { selectPage } from '../../libs/jobs/src/sql/search-queries.js';
import { asSqlValues } from '../../libs/jobs/src/sqlite/node-sqlite.js';
import { Reader } from '../../libs/jobs/src/sqlite/reader.js';
import { fillStatements } from '../../scripts/bench/fill-jobs.js';
import { listFilters } from '../../scripts/bench/list-filters.js';
import { HOMES, type HomeName, type JobsHome } from './support/job-homes.js';

const JOBS = 10_000;
const PAGE = 50;

/** What a database says of how it runs a query. */
interface Planner {
  readonly db: Reader['db'];
  /** Those of its steps that walk through the whole table or put what it found in order. */
  badSteps(query: CompiledQuery): Promise<readonly string[]>;
  close(): Promise<void> | void;
}

function sqlitePlanner({ settings }: JobsHome): Planner {
  const path = `${settings.DATA_DIR ?? ''}/jobs.sqlite`;
  const [reader, raw] = [new Reader(path), new DatabaseSync(path, { readOnly: true })];
  return {
    db: reader.db,
    badSteps: ({ sql, parameters }) => {
      const plan = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...asSqlValues(parameters));
      const steps = plan.map((row) => String(row['detail']));
      return Promise.resolve(steps.filter((step) => /^SCAN (?!.*USING)|TEMP B-TREE/.test(step)));
    },
    close: () => {
      reader.close();
      raw.close();
    },
  };
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function postgresPlanner({ settings }: JobsHome): Planner {
  const pool = openPool(settings.DATABASE_URL ?? '', { name: 'plans', max: 1, connectMs: 5000 });
  return {
    db: new PostgresReader(pool).db,
    badSteps: async ({ sql, parameters }) => {
      const { rows } = await pool.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
        `explain (format json) ${sql}`,
        [...parameters],
      );
      const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
      // where it knows that no more than a page fits, it may well put that in order
      const bad = nodes.filter(
        ({ 'Node Type': type, 'Plan Rows': count }) =>
          type === 'Seq Scan' || (type.includes('Sort') && count > PAGE),
      );
      return bad.map(({ 'Node Type': type, 'Plan Rows': count }) => `${type} of ${count}`);
    },
    close: () => pool.end(),
  };
}

const PLANNERS: Readonly<Record<HomeName, (home: JobsHome) => Planner>> = {
  SQLite: sqlitePlanner,
  PostgreSQL: postgresPlanner,
};

describe.each(HOMES)('in %s', (name, newHome) => {
  it('every page of a list of many jobs is found by an index, and sorts nothing', async () => {
    const home = await newHome();
    await (await home.open()).store.close();
    for (const statement of fillStatements(JOBS)) await home.sql(statement);
    if (name === 'PostgreSQL') await home.sql('analyze'); // its planner goes by what there is
    const planner = PLANNERS[name](home);
    const [newest] = await home.sql('SELECT id, created_at FROM jobs ORDER BY created_at DESC LIMIT 1');
    const createdAt = Number(newest?.['created_at']);
    const middle = { createdAt: createdAt - 60_000, id: String(newest?.['id']) };
    const cases = listFilters(new Date(createdAt)).flatMap(([said, filter]) =>
      [null, middle].map((after) => ({ said, after, filter })),
    );
    const offenders: object[] = [];
    for (const { said, filter, after } of cases) {
      const query = selectPage(planner.db, filter satisfies JobFilter, PAGE + 1, after).compile();
      const steps = await planner.badSteps(query);
      if (steps.length > 0) offenders.push({ said, after, steps });
    }
    await planner.close();
    expect(offenders).toEqual([]);
  }, 120_000);
});
