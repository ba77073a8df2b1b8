import { AppConfig } from '@gatehouse/config';
import { Module, type DynamicModule } from '@nestjs/common';
import type { TracedService } from './traced-service.js';
import { Tracing } from './tracing.service.js';

/** Sends the spans of every library to a collector, where there is one. */
@Module({})
export class TracingModule {
  /** @param service as collectors are told of it */
  static forService(service: TracedService): DynamicModule {
    return {
      module: TracingModule,
      providers: [
        {
          provide: Tracing,
          useFactory: ({ values }: AppConfig) => Tracing.start(values, service),
          inject: [AppConfig],
        },
      ],
    };
  }
}
