import type { ExecutionOutcome } from '@gatehouse/contracts';
import { toErrorEnvelope } from '@gatehouse/errors';
import { context, isSpanContextValid, SpanKind, trace, type Span } from '@opentelemetry/api';
import { isFailure } from '../is-failure.js';
import { noteOutcome } from './note-outcome.js';
import { attributesOf, type SpanFacts } from './span-facts.js';
import { tracer } from './tracer.js';

/** What a span says of its work besides its name and how long it took. */
export interface SpanWords<Result> extends SpanFacts {
  /** `gives`: others go on with it later, in whatever process. `takes`: it goes on with what others gave. */
  readonly queue?: 'gives' | 'takes';
  /** Where a failure is a value: the outcome that a result holds. */
  readonly outcomeOf?: (result: Result) => ExecutionOutcome;
}

const KINDS = { gives: SpanKind.PRODUCER, takes: SpanKind.CONSUMER } as const;

/** Does some work in a span of its own; what is traced meanwhile belongs to it. Where nothing is traced it just does it. */
export async function inSpan<Result>(
  name: string,
  words: SpanWords<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  const kind = words.queue === undefined ? SpanKind.INTERNAL : KINDS[words.queue];
  const span = tracer().startSpan(name, { kind, attributes: attributesOf(words) });
  if (!isSpanContextValid(span.spanContext())) return work();
  return context.with(trace.setSpan(context.active(), span), () => finish(span, words, work));
}

async function finish<Result>(
  span: Span,
  { outcomeOf }: SpanWords<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work();
    noteOutcome(span, codeOf(outcomeOf?.(result)));
    return result;
  } catch (thrown) {
    noteOutcome(span, toErrorEnvelope(thrown).details.code);
    throw thrown;
  } finally {
    span.end();
  }
}

function codeOf(outcome: ExecutionOutcome | undefined): string | null {
  return outcome !== undefined && isFailure(outcome) ? outcome[1].details.code : null;
}
