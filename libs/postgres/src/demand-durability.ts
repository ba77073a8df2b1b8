import { ConfigError } from '@gatehouse/config';
import { databaseProblem, withoutSecrets } from './database-problem.js';
import { openPool } from './open-pool.js';

/**
 * Makes sure that the database confirms what it has stored, and not what it is about to: what a server acknowledged
 * would not survive a power cut.
 *
 * @throws ConfigError with a sentence that says what to do
 */
export async function demandDurability(url: string): Promise<void> {
  const pool = openPool(url, { name: 'start', max: 1, connectMs: 5000 });
  let setting: string | undefined;
  try {
    const { rows } = await pool.query<{ setting: string }>(
      `select current_setting('synchronous_commit') as setting`,
    );
    setting = rows[0]?.setting;
  } catch (thrown) {
    throw databaseProblem(url, thrown);
  } finally {
    await pool.end();
  }
  if (setting !== 'off') return;
  throw new ConfigError([
    `DATABASE_URL is "${withoutSecrets(url)}"; the database confirms what it has not stored yet (synchronous_commit is off), ` +
      'and a power cut would take back what was acknowledged. Set it to on for this database: ' +
      'ALTER DATABASE … SET synchronous_commit = on.',
  ]);
}
