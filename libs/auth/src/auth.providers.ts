import type { FactoryProvider } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { ApiKeys } from './keys/api-keys.js';
import { openApiKeys } from './keys/open-api-keys.js';
import { MemoryRateLimitStore } from './limits/memory-rate-limit-store.js';
import { openPostgresRateLimitStore } from './limits/postgres/open-postgres-rate-limit-store.js';
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
  useFactory: ({ values: { DATABASE_URL, RATE_LIMIT_WAIT_MS } }: AppConfig) =>
    DATABASE_URL === ''
      ? new MemoryRateLimitStore()
      : openPostgresRateLimitStore({ url: DATABASE_URL, waitMs: RATE_LIMIT_WAIT_MS }),
  inject: [AppConfig],
};
