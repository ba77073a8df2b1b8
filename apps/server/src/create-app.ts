import type { SettingValues } from '@gatehouse/config';
import { AppLogger } from '@gatehouse/observability';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';
import { StartLogger } from './start-logger.js';

/** Makes the whole server of its settings, initialised and not yet listening. Whoever makes it closes it. */
export async function createApp(values: SettingValues): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(values), {
    bodyParser: false,
    bufferLogs: true,
    logger: new StartLogger(),
    abortOnError: false,
  });
  app.useLogger(app.get(AppLogger));
  await configureApp(app);
  return app;
}
