import { Kysely, SqliteDialect } from 'kysely';
import { KeyLeases } from '../../libs/jobs/src/database/key-leases.js';
import { asKyselyDatabase } from '../../libs/jobs/src/sqlite/node-sqlite.js';
import { renewKeys, selectKey, takeOverKey } from '../../libs/jobs/src/sql/idempotency-queries.js';
import type { IdempotencyDatabase } from '../../libs/jobs/src/sql/idempotency-table.js';
import { until } from '../support/until.js';
import { keyed, openKeys, tokenOf } from './support/open-keys.js';
import { openRaw } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

describe('the leases of idempotency keys', () => {
  it('are renewed until they are let go', async () => {
    const renewed: string[][] = [];
    const leases = new KeyLeases(5, (tokens) => renewed.push([...tokens]));
    leases.hold('a');
    leases.hold('b');
    await until(() => renewed.length > 1);
    expect(renewed[1]).toEqual(['a', 'b']);
    leases.letGo('a');
    renewed.length = 0;
    await until(() => renewed.length > 0);
    expect(renewed[0]).toEqual(['b']);
    leases.letGo('b');
    renewed.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(renewed).toEqual([]);
  });

  it('are not taken over from who renewed them after they were looked at, nor from who answered', async () => {
    const folder = tempFolder();
    const keys = await openKeys(folder);
    const raw = openRaw(folder);
    const db = new Kysely<IdempotencyDatabase>({
      dialect: new SqliteDialect({ database: asKyselyDatabase(raw) }),
    });
    const hold = { token: 'thief', now: Date.now(), leasedUntil: Date.now() + 1000 };
    const take = (seen: { token: string; leased_until: number }): number => {
      const { sql, parameters } = takeOverKey(db, seen, hold).compile();
      return Number(raw.prepare(sql).run(...(parameters as string[])).changes); // texts and numbers
    };
    const token = tokenOf(await keys.begin(keyed()));
    const [seen] = await selectKey(db, keyed()).execute();
    if (seen === undefined) throw new Error('it was just begun');
    await db.executeQuery(renewKeys(db, [token], seen.leased_until + 1).compile());
    expect(take(seen)).toBe(0);
    await keys.complete(token, { status: 200, body: '{}' }, []);
    expect(take({ ...seen, leased_until: seen.leased_until + 1 })).toBe(0);
  });
});
