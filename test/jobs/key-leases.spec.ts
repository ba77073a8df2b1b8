import { KeyLeases } from '../../libs/jobs/src/database/key-leases.js';
import { renewKeys, selectKey, takeOverKey } from '../../libs/jobs/src/sql/idempotency-queries.js';
import { until } from '../support/until.js';
import { HOMES } from './support/job-homes.js';
import { keyed, tokenOf } from './support/open-keys.js';

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
});

describe.each(HOMES)('the lease of an idempotency key in %s', (_name, newHome) => {
  it('is not taken over from who renewed it after it was looked at, nor from who answered', async () => {
    const home = await newHome();
    const keys = await home.openKeys();
    const { reader, newWriter } = await home.openBare();
    const [db, writer] = [reader.db, newWriter()];
    const hold = { token: 'thief', now: Date.now(), leasedUntil: Date.now() + 1000 };
    const token = tokenOf(await keys.begin(keyed()));
    const seen = await reader.first(selectKey(db, keyed()));
    if (seen === null) throw new Error('it was just begun');
    await writer.run(renewKeys(db, [token], seen.leased_until + 1));
    expect(await writer.run(takeOverKey(db, seen, hold))).toBe(0);
    await keys.complete(token, { status: 200, body: '{}' }, []);
    const renewed = { ...seen, leased_until: seen.leased_until + 1 };
    expect(await writer.run(takeOverKey(db, renewed, hold))).toBe(0);
  });

  it('is taken over once, from who did not renew it since', async () => {
    const home = await newHome();
    const keys = await home.openKeys();
    const { reader, newWriter } = await home.openBare();
    const [db, writer] = [reader.db, newWriter()];
    tokenOf(await keys.begin(keyed()));
    const seen = await reader.first(selectKey(db, keyed()));
    if (seen === null) throw new Error('it was just begun');
    const hold = { token: 'heir', now: Date.now(), leasedUntil: Date.now() + 1000 };
    expect(await writer.run(takeOverKey(db, seen, hold))).toBe(1);
    expect(await writer.run(takeOverKey(db, seen, hold))).toBe(0);
  });
});
