import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { pour, type Bucket } from '../../libs/auth/src/limits/leaky-bucket.js';
import { openPostgresRateLimitStore } from '../../libs/auth/src/limits/postgres/open-postgres-rate-limit-store.js';
import type { PostgresRateLimitStore } from '../../libs/auth/src/limits/postgres/postgres-rate-limit-store.js';
import type { RatePolicy } from '../../libs/auth/src/limits/rate-policy.js';
import { startPostgres } from '../support/postgres.js';

Logger.overrideLogger(false); // warnings of what these tests bring about on purpose

const postgres = await startPostgres();
const url = await postgres.createDatabase();
const sql = await postgres.connect(url);
const stores: PostgresRateLimitStore[] = [];

/** Patient by default: a busy machine is no database that is away. */
async function openStore(waitMs = 10_000): Promise<PostgresRateLimitStore> {
  const store = await openPostgresRateLimitStore({ url, waitMs });
  stores.push(store);
  return store;
}

afterAll(async () => {
  for (const store of stores) await store.close();
});

const store = await openStore();
const HOURLY: RatePolicy = { limit: 50, windowSeconds: 3600 };
let subjects = 0;
const newSubject = (): string => `subject ${++subjects}`;

async function bucketOf(subject: string): Promise<Bucket | null> {
  const { rows } = await sql.query<{ level: string; at: string }>(
    'select level, at from rate_buckets where subject = $1',
    [subject],
  );
  const [row] = rows;
  return row === undefined ? null : { level: Number(row.level), at: Number(row.at) };
}

describe('the bucket in SQL', () => {
  it('is the pure one', async () => {
    const policies = fc.record({
      limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 999_999 })),
      windowSeconds: fc.constantFrom(1, 60, 3600),
    });
    // how long ago the last request is made to be; less than nothing is a clock that was set back
    const ages = fc.array(fc.integer({ min: -2000, max: 120_000 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(policies, ages, async (policy, waits) => {
        const subject = newSubject();
        for (const wait of waits) {
          await sql.query('update rate_buckets set at = at - $2 where subject = $1', [subject, wait]);
          const before = await bucketOf(subject);
          const verdict = await store.take(subject, policy);
          const after = await bucketOf(subject);
          expect({ bucket: after, verdict }).toEqual(pour(before, policy, after?.at ?? 0));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('goes by the clock of the database', async () => {
    const subject = newSubject();
    await store.take(subject, HOURLY);
    const { rows } = await sql.query<{ off: number }>(
      `select abs(extract(epoch from clock_timestamp()) * 1000 - at)::float as off from rate_buckets where subject = $1`,
      [subject],
    );
    expect(rows[0]?.off).toBeLessThan(60_000);
  });

  it('admits exactly as many as the limit of those that come at once through several servers', async () => {
    const others = [store, await openStore(), await openStore()];
    const subject = newSubject();
    const verdicts = await Promise.all(
      Array.from({ length: 300 }, (_, index) => (others[index % 3] ?? store).take(subject, HOURLY)),
    );
    expect(verdicts.filter(({ isAdmitted }) => isAdmitted)).toHaveLength(HOURLY.limit);
    expect(new Set(verdicts.map(({ remaining }) => remaining)).size).toBe(HOURLY.limit);
  });

  it('is another one where the policy is another', async () => {
    const subject = newSubject();
    await store.take(subject, HOURLY);
    expect((await store.take(subject, { limit: 3, windowSeconds: 60 })).remaining).toBe(2);
    expect((await store.take(subject, HOURLY)).remaining).toBe(48);
  });

  it('takes a subject as it is', async () => {
    const strange = [`'; drop table rate_buckets; --`, 'ü\u{1F600}', 'x'.repeat(2000)];
    for (const subject of strange) expect((await store.take(subject, HOURLY)).remaining).toBe(49);
  });
});

describe('sweeping', () => {
  it('deletes what is empty by now, and nothing else', async () => {
    const [whole, some] = [newSubject(), newSubject()];
    for (const subject of [whole, some]) await store.take(subject, HOURLY);
    await sql.query('update rate_buckets set at = at - 72001 where subject = $1', [whole]);
    await sql.query('update rate_buckets set at = at - 10000 where subject = $1', [some]);
    await Promise.all([store.sweep(), (stores[1] ?? store).sweep()]);
    expect([await bucketOf(whole), (await bucketOf(some)) !== null]).toEqual([null, true]);
  });
});

describe('a database that is away', () => {
  it('is no refusal and no long wait: each server counts for itself until it is back', async () => {
    const [one, other] = [await openStore(500), await openStore(500)];
    const subject = newSubject();
    await one.take(subject, HOURLY);
    await postgres.stop();
    expect((await one.take(subject, HOURLY)).remaining).toBe(49);
    expect((await one.take(subject, HOURLY)).remaining).toBe(48);
    expect((await other.take(subject, HOURLY)).remaining).toBe(49);
    await one.sweep();
    await postgres.start();
    while ((await bucketOfAgain(subject)) < 2) {
      await one.take(subject, HOURLY);
      await sleep(100);
    }
    // counted together again: what both took while it was away is forgotten, what was there before is not
    expect((await other.take(subject, HOURLY)).remaining).toBeLessThan(48);
  });

  it('is one that hangs, too: nobody waits longer than is allowed, and only the first ones wait', async () => {
    const patient = await openStore(100);
    const subject = newSubject();
    const again = await postgres.connect(url);
    await patient.take(subject, HOURLY);
    postgres.freeze(true);
    try {
      const verdicts = await Promise.all(Array.from({ length: 40 }, () => patient.take(subject, HOURLY)));
      expect(verdicts.every(({ isAdmitted }) => isAdmitted)).toBe(true);
      const { isAdmitted, remaining } = await patient.take(subject, HOURLY);
      expect([isAdmitted, remaining]).toEqual([true, 9]);
    } finally {
      postgres.freeze(false);
    }
    const count = async (): Promise<number> =>
      (await again.query('select from rate_buckets where subject = $1', [subject])).rowCount ?? 0;
    expect(await count()).toBe(1);
  });

  async function bucketOfAgain(subject: string): Promise<number> {
    const client = await postgres.connect(url);
    const { rows } = await client.query<{ level: string }>(
      'select level from rate_buckets where subject = $1',
      [subject],
    );
    await client.end();
    return Number(rows[0]?.level ?? 0) / 3_600_000;
  }
});
