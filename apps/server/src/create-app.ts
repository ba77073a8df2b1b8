import type { SettingValues } from '@gatehouse/config';
import { EdgeAdapter } from '@gatehouse/http-edge';
import { AppLogger, StartLogger } from '@gatehouse/observability';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { configureApp } from './configure-app.js';
import { serverLimits } from './server-limits.js';

/** Makes the whole server of its settings, initialised and not yet listening. Whoever makes it closes it. */
export async function createApp(values: SettingValues): Promise<NestExpressApplication> {
  const adapter = new EdgeAdapter(serverLimits(values));
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(values), adapter, {
    bodyParser: false,
    bufferLogs: true,
    logger: new StartLogger(),
    abortOnError: false,
  });
  app.useLogger(app.get<AppLogger>(AppLogger));
  await configureApp(app);
  return app;
}
