import { Logger } from '@nestjs/common';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Tells in the log when spans can be sent no more, and when they can again: one line each, however many are lost. */
export class ToldExporter implements SpanExporter {
  private readonly logger = new Logger('Tracing');
  private isSending = true;

  /** @param collector as the log may know it */
  constructor(
    private readonly exporter: SpanExporter,
    private readonly collector: string,
  ) {}

  export(spans: ReadableSpan[], told: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.note(result);
      told(result);
    });
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private note({ code, error }: ExportResult): void {
    const isSent = code === ExportResultCode.SUCCESS;
    if (isSent === this.isSending) return;
    this.isSending = isSent;
    const { collector } = this;
    if (isSent) this.logger.log({ collector }, 'traces are sent again');
    else this.logger.warn({ collector, cause: error?.message }, 'traces cannot be sent; they are dropped');
  }
}
