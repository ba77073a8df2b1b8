import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** Names the span that is open here, so that {@link continueTrace} finds it, in whatever process; null where there is none. */
export function carryTrace(): string | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const { traceparent, tracestate } = carrier;
  if (traceparent === undefined) return null;
  return tracestate === undefined ? traceparent : `${traceparent}\n${tracestate}`;
}

/** Does some work within the trace that {@link carryTrace} named. */
export function continueTrace<Result>(carried: string | null, work: () => Result): Result {
  if (carried === null) return work();
  const [traceparent, tracestate] = carried.split('\n');
  return context.with(propagation.extract(ROOT_CONTEXT, { traceparent, tracestate }), work);
}
