import { migratePostgres, openPool } from '@gatehouse/postgres';
import { POSTGRES_MIGRATIONS } from '../../libs/jobs/src/postgres/postgres-migrations.js';
import { SharedRetention } from '../../libs/jobs/src/postgres/shared-retention.js';
import { startPostgres } from '../support/postgres.js';

const postgres = await startPostgres();
const PLENTY = { count: 100_000, days: 14, bytes: 2 ** 31 };
const DAY_MS = 24 * 3600 * 1000;

/** Of 1000 jobs, one for each hour, with results of 1000 bytes, and one that waits: what is left, the newest last. */
async function left(rules: Partial<typeof PLENTY>, sweepers = 1): Promise<number[]> {
  const url = await postgres.createDatabase();
  await migratePostgres(url, 'jobs', POSTGRES_MIGRATIONS);
  const client = await postgres.connect(url);
  await client.query(`insert into jobs (id, plugin, status, cancelled, attempts, created_at)
    select 'job-' || n, 'ocr', 'PENDING', 0, 0, 1 from generate_series(0, 1000) as n`);
  await client.query(
    `update jobs set status = 'RUNNING', attempts = 1, run_id = 'r', started_at = 1, leased_until = 1 where id <> 'job-0'`,
  );
  await client.query(
    `update jobs set status = 'SUCCESS', leased_until = null, result = repeat('x', 1000),
      completed_at = $1::bigint - (1000 - substr(id, 5)::int) * 3600000::bigint where id <> 'job-0'`,
    [Date.now()],
  );
  const pool = openPool(url, { name: 'test', max: sweepers, connectMs: 5000 });
  const retentions = Array.from(
    { length: sweepers },
    () => new SharedRetention(pool, { ...PLENTY, ...rules }),
  );
  await Promise.all(retentions.map((retention) => retention.sweepNow()));
  await Promise.all(retentions.map((retention) => retention.sweepNow())); // those that another one was at
  await pool.end();
  const { rows } = await client.query<{ n: number }>('select substr(id, 5)::int as n from jobs order by n');
  return rows.map(({ n }) => n);
}

const newest = (count: number): number[] => [
  0,
  ...Array.from({ length: count }, (_, index) => 1001 - count + index),
];

describe('the history of all servers', () => {
  it('keeps what may be kept', async () => {
    expect(await left({ days: 365 })).toHaveLength(1001);
  });

  it.each([1, 3])(
    'is bounded by count, the oldest first, however many servers look after it: %d',
    async (servers) => {
      expect(await left({ count: 10, days: 365 }, servers)).toEqual(newest(10));
    },
  );

  it('is bounded by age', async () => {
    expect(await left({ days: 10 })).toEqual(newest((10 * DAY_MS) / 3_600_000));
  });

  it('is bounded by bytes', async () => {
    expect(await left({ days: 365, bytes: 25_500 })).toEqual(newest(25));
  });
});
