import { SpanStatusCode, type Span } from '@opentelemetry/api';

/**
 * Notes how the work of a span ended.
 *
 * @param code of the error in the catalogue; null where all went well
 */
export function noteOutcome(span: Span, code: string | null): void {
  span.setAttribute('gatehouse.outcome', code ?? 'ok');
  if (code === null) return;
  span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code });
}
