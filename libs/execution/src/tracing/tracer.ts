import { trace, type Tracer } from '@opentelemetry/api';

/** Makes the spans of the governed path. Asked for each time: whether they go anywhere is settled when the application starts. */
export function tracer(): Tracer {
  return trace.getTracer('gatehouse');
}
