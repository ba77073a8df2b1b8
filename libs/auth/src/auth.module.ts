import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { ClientAddress } from './address/client-address.js';
import { apiKeysProvider, rateLimitStoreProvider } from './auth.providers.js';
import { Authenticator } from './authentication/authenticator.service.js';
import { ApiKeys } from './keys/api-keys.js';
import { RateLimiter } from './limits/rate-limiter.service.js';

/** Guards every route of the application that imports it. */
@Module({
  providers: [
    apiKeysProvider,
    ClientAddress,
    Authenticator,
    RateLimiter,
    rateLimitStoreProvider,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [ApiKeys],
})
export class AuthModule {}
