import type { SettingName } from '@gatehouse/config';
import type { TestPostgres } from './postgres.js';

type Settings = Partial<Readonly<Record<SettingName, string>>>;

/** Every database that a server may keep its jobs in, with what a server is told that has an empty one. */
export function storesWith(
  postgres: TestPostgres,
): readonly (readonly [name: string, newSettings: () => Promise<Settings>])[] {
  return [
    ['SQLite', () => Promise.resolve({})], // in the DATA_DIR of its own that every server has
    ['PostgreSQL', async () => ({ DATABASE_URL: await postgres.createDatabase() })],
  ];
}
