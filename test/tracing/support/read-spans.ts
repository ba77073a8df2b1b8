import { hex, messages, number, text, type Fields } from './read-fields.js';

/** A span as a collector gets it. */
export interface SentSpan {
  readonly service: string;
  readonly traceId: string;
  readonly id: string;
  /** Empty where it is the first of its trace. */
  readonly parentId: string;
  readonly name: string;
  readonly kind: string;
  /** Nanoseconds since the Unix epoch. */
  readonly start: bigint;
  readonly end: bigint;
  readonly state: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isError: boolean;
}

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
const ERROR = 2n;

/** Reads the spans of an ExportTraceServiceRequest of OTLP (opentelemetry-proto, trace/v1). */
export function readSpans(body: Uint8Array): SentSpan[] {
  return messages(asRoot(body), 1).flatMap((group) => {
    const service = attributesOf(messages(group, 1)[0], 1)['service.name'] ?? '';
    const spans = messages(group, 2).flatMap((scope) => messages(scope, 2));
    return spans.map((span) => toSpan(service, span));
  });
}

/** The attributes of the resource of each group. */
export function readResources(body: Uint8Array): Readonly<Record<string, string>>[] {
  return messages(asRoot(body), 1).map((group) => attributesOf(messages(group, 1)[0], 1));
}

function asRoot(body: Uint8Array): Fields {
  return messages(new Map([[0, [body]]]), 0)[0] ?? new Map();
}

function toSpan(service: string, span: Fields): SentSpan {
  const [status] = messages(span, 15);
  return {
    service,
    traceId: hex(span, 1),
    id: hex(span, 2),
    parentId: hex(span, 4),
    name: text(span, 5),
    kind: KINDS[Number(number(span, 6))] ?? '',
    start: number(span, 7),
    end: number(span, 8),
    state: text(span, 3),
    attributes: attributesOf(span, 9),
    isError: status !== undefined && number(status, 3) === ERROR,
  };
}

function attributesOf(holder: Fields | undefined, at: number): Readonly<Record<string, string>> {
  const pairs = holder === undefined ? [] : messages(holder, at);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [value] = messages(pair, 2);
      if (value === undefined) return [text(pair, 1), ''];
      return [text(pair, 1), value.has(1) ? text(value, 1) : String(value.get(3)?.[0] ?? value.get(2)?.[0])];
    }),
  );
}
