import { Global, Module } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { LoggerModule } from 'nestjs-pino';
import { AppLogger } from './app-logger.service.js';
import { logStream } from './log-stream.js';
import { loggingOptions } from './logging-options.js';

/** Logging for every module, through Nest's own `Logger`. */
@Global()
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: ({ values }: AppConfig) => ({
        pinoHttp: loggingOptions(values, logStream(process.stdout.isTTY)),
      }),
    }),
  ],
  providers: [AppLogger],
  exports: [AppLogger],
})
export class ObservabilityModule {}
