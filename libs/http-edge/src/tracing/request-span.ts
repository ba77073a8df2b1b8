import type { IncomingMessage } from 'node:http';
import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { codeOf } from './code-of.js';

/** What is asked every few seconds by whoever watches over the server: it would drown everything else. */
const UNTRACED = /^\/(metrics|docs|v1\/health)(\/|\?|$)/;

/** A request that Express may have found a route for. */
type RoutedRequest = IncomingMessage & { readonly route?: { readonly path?: unknown } };

/**
 * The span of one request, within the trace that its sender names, if any; all that is done for the request belongs to
 * it. Of the request it tells method, path, route and id: a query may hold options, headers may hold keys.
 */
export class RequestSpan {
  private readonly context: Context;

  private constructor(
    private readonly span: Span,
    private readonly request: RoutedRequest,
    sender: Context,
  ) {
    this.context = trace.setSpan(sender, span);
  }

  /** Null where nothing is traced. */
  static open(request: IncomingMessage, requestId: string): RequestSpan | null {
    const { method = '', url = '' } = request;
    if (UNTRACED.test(url)) return null;
    const sender = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = {
      'http.request.method': method,
      'url.scheme': 'http',
      'url.path': url.split('?', 1)[0] ?? '',
      'gatehouse.request.id': requestId,
    };
    const span = trace
      .getTracer('gatehouse')
      .startSpan(method, { kind: SpanKind.SERVER, attributes }, sender);
    return isSpanContextValid(span.spanContext()) ? new RequestSpan(span, request, sender) : null;
  }

  /** How others may name this span as the one theirs belongs to, in W3C Trace Context: a header of the answer. */
  get traceparent(): string {
    const carrier: Record<string, string> = {};
    propagation.inject(this.context, carrier);
    return carrier['traceparent'] ?? '';
  }

  /** Does some work within it. */
  run<Result>(work: () => Result): Result {
    return context.with(this.context, work);
  }

  /** Notes the answer. A 400 is how this server says everything that others have 5xx for, too: it is an error. */
  answered(status: number, body: Buffer | string): void {
    this.span.setAttribute('http.response.status_code', status);
    if (status === 200 || !this.span.isRecording()) return;
    const code = codeOf(body) ?? String(status);
    this.span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code });
  }

  /** To be called once, when the exchange is over. */
  end(): void {
    const { method = '', route } = this.request;
    // Known by now: the path itself would give each job a name of its own.
    if (typeof route?.path === 'string') {
      this.span.setAttribute('http.route', route.path).updateName(`${method} ${route.path}`);
    }
    this.span.end();
  }
}
