import type { FactoryProvider } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { ApiKeys } from './keys/api-keys.js';
import { openApiKeys } from './keys/open-api-keys.js';

/** The keys of the file that the settings name, read before the application listens. */
export const apiKeysProvider: FactoryProvider<ApiKeys> = {
  provide: ApiKeys,
  useFactory: ({ values }: AppConfig) => openApiKeys(values),
  inject: [AppConfig],
};
