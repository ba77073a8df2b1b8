import type { SettingValues } from '@gatehouse/config';
import { EdgeAdapter, edgeLimits } from '@gatehouse/http-edge';
import { AppLogger } from '@gatehouse/observability';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { bodyLimits } from './analysis/body-limits.js';
import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';
import { StartLogger } from './start-logger.js';

/** Makes the whole server of its settings, initialised and not yet listening. Whoever makes it closes it. */
export async function createApp(values: SettingValues): Promise<NestExpressApplication> {
  const adapter = new EdgeAdapter(edgeLimits(values, bodyLimits(values.IMAGE_MAX_BYTES).any));
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(values), adapter, {
    bodyParser: false,
    bufferLogs: true,
    logger: new StartLogger(),
    abortOnError: false,
  });
  app.useLogger(app.get(AppLogger));
  await configureApp(app);
  return app;
}
