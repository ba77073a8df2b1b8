import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SettingValues } from '@gatehouse/config';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { samplerOf } from './sampler-of.js';
import { ToldExporter } from './told-exporter.js';

/** Spans that wait to be sent; beyond, they are dropped. About 2 MB. */
const MAX_WAITING = 2048;
const MAX_BATCH = 512;
/** A collector that does not answer is not waited for at the end. */
const STOP_WITHIN_MS = 1000;
/** Of a text in a span, as many characters: a path may be as long as its sender likes. */
const MAX_TEXT = 1000;

/** Where spans go and which. */
export interface TraceSettings {
  /** Of a collector, by OTLP over HTTP. */
  readonly url: string;
  /** What it is told of this process, unless OTEL_SERVICE_NAME says otherwise. */
  readonly service: { readonly name: string; readonly version: string };
  /** OTEL_SERVICE_NAME; empty where it is not set. */
  readonly serviceName: string;
  /** How long spans wait for company. */
  readonly delayMs: number;
  readonly sampler: SettingValues['OTEL_TRACES_SAMPLER'];
  readonly share: number;
}

/**
 * Has the spans of this process sent to a collector from now on. What is not taken by it is dropped, and nobody waits.
 *
 * @returns ends it
 */
export function sendTraces({ url, delayMs, sampler, share, ...told }: TraceSettings): () => Promise<void> {
  const exporter = new ToldExporter(new OTLPTraceExporter({ url }), new URL(url).host);
  const provider = new TracerProvider({
    resource: resourceOf(told),
    sampler: samplerOf(sampler, share),
    spanLimits: { attributeValueLengthLimit: MAX_TEXT },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: MAX_WAITING,
        maxExportBatchSize: MAX_BATCH,
        scheduledDelayMillis: delayMs,
      }),
    ],
  });
  // Only the trace: what else callers attach to their requests (`baggage`) is nobody's here.
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    const sent = provider.shutdown().catch(() => undefined); // the exporter has told
    await Promise.race([sent, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    for (const api of [trace, context, propagation]) api.disable();
  };
}

/** What this process is. OTEL_RESOURCE_ATTRIBUTES may name it too, and OTEL_SERVICE_NAME goes first. */
function resourceOf({
  service: { name, version },
  serviceName,
}: Pick<TraceSettings, 'service' | 'serviceName'>): ReturnType<typeof defaultResource> {
  const own = { 'service.name': name, 'service.version': version, 'service.instance.id': randomUUID() };
  return defaultResource()
    .merge(resourceFromAttributes(own))
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }))
    .merge(resourceFromAttributes(serviceName === '' ? {} : { 'service.name': serviceName }));
}
