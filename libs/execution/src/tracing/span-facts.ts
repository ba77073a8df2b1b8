import type { Attributes } from '@opentelemetry/api';

/** What the spans of an execution are found by. */
export interface SpanFacts {
  readonly plugin?: string;
  readonly jobId?: string | null;
  readonly requestId?: string | null;
}

/** The attributes that say so; what is not known is left out. */
export function attributesOf({ plugin, jobId, requestId }: SpanFacts): Attributes {
  return {
    ...(plugin !== undefined && { 'gatehouse.plugin.name': plugin }),
    ...(typeof jobId === 'string' && { 'gatehouse.job.id': jobId }),
    ...(typeof requestId === 'string' && { 'gatehouse.request.id': requestId }),
  };
}
