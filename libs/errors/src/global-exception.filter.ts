import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorEnvelope } from '@gatehouse/contracts';
import { EnvelopeError } from './envelope-error.js';
import { toErrorBody, toErrorEnvelope } from './error-envelope.js';
import { fromHttpError } from './http-error.js';
import { isInstance } from './is-instance.js';

/** The parts of an HTTP request that the filter reads. */
interface FilteredRequest {
  readonly method: string;
  readonly path: string;
  readonly id?: unknown;
}

/** The parts of an HTTP response that the filter writes. */
interface FilteredResponse {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  status(code: number): { json(body: unknown): void };
  destroy(): void;
}

/** Every failure of every route ends here and leaves as 400 with the envelope. */
@Catch()
export class GlobalExceptionFilter implements ExceptionFilter {
  private readonly logger = new Logger(GlobalExceptionFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FilteredRequest>();
    const envelope = toErrorEnvelope(fromHttpError(thrown, request), {
      requestId: typeof request.id === 'string' ? request.id : null,
    });
    this.log(envelope, thrown);
    this.send(envelope, http.getResponse<FilteredResponse>());
  }

  // What the gate wrapped, the gate has logged already.
  private log(envelope: ErrorEnvelope, thrown: unknown): void {
    if (isInstance(thrown, EnvelopeError)) return;
    const line = { code: envelope.details.code }; // the logger adds the id of the request by itself
    if (envelope.type === 'InternalError') {
      this.logger.error({ ...line, traceback: envelope._internal.traceback }, envelope.message);
    } else {
      this.logger.debug({ ...line, reason: envelope.message }, 'request refused');
    }
  }

  private send(envelope: ErrorEnvelope, response: FilteredResponse): void {
    // Half an answer is on the wire: a cut connection is honest, a second status line would be read as body.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retry_after_ms: retryAfterMs } = envelope.details;
    if (retryAfterMs !== undefined) {
      response.setHeader('Retry-After', String(Math.ceil(retryAfterMs / 1000))); // RFC 9110 knows whole seconds only
    }
    response.status(400).json({ error: toErrorBody(envelope) });
  }
}
