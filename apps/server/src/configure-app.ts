import { ApiKeys } from '@gatehouse/auth';
import { AppConfig } from '@gatehouse/config';
import { lastResort } from '@gatehouse/http-edge';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { allowOrigins } from './edge/allow-origins.js';
import { loopbackOnly } from './edge/loopback-only.middleware.js';
import { securityHeaders } from './edge/security-headers.middleware.js';
import { setupDocs } from './openapi/setup-docs.js';

/**
 * What every request goes through, in this order, after the edge has given it its id and looked at its head. The server
 * and the tests make their application ready with it; afterwards it is initialised and may listen.
 *
 * @param app created without Nest's own body parser: one route reads a body, within its own limits
 */
export async function configureApp(app: NestExpressApplication): Promise<void> {
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(securityHeaders);
  const { CORS_ORIGINS } = app.get(AppConfig).values;
  app.use(loopbackOnly(app.get<ApiKeys>(ApiKeys), CORS_ORIGINS));
  allowOrigins(app, CORS_ORIGINS);
  setupDocs(app);
  await app.init();
  // After init: Express asks error handlers in the order of their registration, and Nest's comes first.
  app.use(lastResort);
}
