import type { FactoryProvider } from '@nestjs/common';
import { AppConfig, type SettingValues } from '@gatehouse/config';
import { ApiKeys } from './keys/api-keys.js';
import { openApiKeys } from './keys/open-api-keys.js';
import { MemoryRateLimitStore } from './limits/memory-rate-limit-store.js';
import { RateLimitStore } from './limits/rate-limit-store.js';

/** The keys of the file that the settings name, read before the application listens. */
export const apiKeysProvider: FactoryProvider<ApiKeys> = {
  provide: ApiKeys,
  useFactory: ({ values }: AppConfig) => openApiKeys(values),
  inject: [AppConfig],
};

/** Counts in the database that servers share, where there is one. */
export const rateLimitStoreProvider: FactoryProvider<RateLimitStore> = {
  provide: RateLimitStore,
  useFactory: ({ values }: AppConfig) => openRateLimitStore(values),
  inject: [AppConfig],
};

async function openRateLimitStore(values: SettingValues): Promise<RateLimitStore> {
  const { DATABASE_URL: url, RATE_LIMIT_WAIT_MS: waitMs } = values;
  if (url === '') return new MemoryRateLimitStore();
  // Loaded only where it is used, with the client of the database.
  const { openPostgresRateLimitStore } = await import('./limits/postgres/open-postgres-rate-limit-store.js');
  return openPostgresRateLimitStore({ url, waitMs });
}
