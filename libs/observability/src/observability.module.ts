import { Global, Module } from '@nestjs/common';
import { AppConfig } from '@gatehouse/config';
import { LoggerModule } from 'nestjs-pino';
import { AppLogger } from './app-logger.service.js';
import { ExecutionLog } from './executions/execution-log.js';
import { logStream } from './log-stream.js';
import { loggingOptions } from './logging-options.js';

/** Logging for every module, through Nest's own `Logger`, and the log of executions. */
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
  providers: [AppLogger, ExecutionLog],
  exports: [AppLogger, ExecutionLog],
})
export class ObservabilityModule {}
