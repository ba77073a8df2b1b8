import { ConfigError, type SettingValues } from '@gatehouse/config';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type * as Otlp from '@gatehouse/otlp';
import type { TracedService } from './traced-service.js';

/** Stops sending; resolves when what there was is sent, or given up. Never rejects. */
type Stop = () => Promise<void>;

/** Whether spans are sent. Without a collector nothing of what sends them is even loaded, and spans cost nothing. */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  private constructor(private readonly stop: Stop | null) {}

  /** Begins before anything can be traced: before the application listens or takes jobs. */
  static async start(values: SettingValues, service: TracedService): Promise<Tracing> {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole } = values;
    if (base === '' && whole === '') return new Tracing(null);
    const { sendTraces } = await loadOtlp();
    return new Tracing(
      sendTraces({
        url: whole === '' ? `${base.replace(/\/+$/, '')}/v1/traces` : whole,
        service,
        serviceName: values.OTEL_SERVICE_NAME,
        delayMs: values.OTEL_BSP_SCHEDULE_DELAY,
        sampler: values.OTEL_TRACES_SAMPLER,
        share: Number(values.OTEL_TRACES_SAMPLER_ARG),
      }),
    );
  }

  /** After all that is traced has ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.stop?.();
  }
}

/** What sends traces may be left out of an installation, which is smaller by it. */
async function loadOtlp(): Promise<Pick<typeof Otlp, 'sendTraces'>> {
  try {
    return await import('@gatehouse/otlp');
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    throw new ConfigError([
      'OTEL_EXPORTER_OTLP_ENDPOINT is set, and what sends traces (libs/otlp) is not installed. Install it, or unset the setting.',
    ]);
  }
}

const isMissing = (thrown: unknown): boolean =>
  Error.isError(thrown) && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
