import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { Logger } from '@nestjs/common';
import { announcesBody, drainRequest } from './drain-request.js';
import { errorAnswer } from './error-answer.js';
import { judgeAnswer, type ToldAnswer } from './judge-answer.js';
import { requestIdFrom, REQUEST_ID_HEADER } from './request-id.js';
import { RequestSpan } from '../tracing/request-span.js';
import { sendAnswer, type SentAnswer } from './send-answer.js';

/** How an exchange stands. `open → settled → sent → closed`, or `open → streaming → closed`; never back. */
type Phase = 'open' | 'settled' | 'streaming' | 'sent' | 'closed';

/** What an exchange asks of the connection it came by. */
export interface ExchangeHost {
  /** Calls back once, when it is sure whether the connection is to end with this answer. */
  whenToSend(exchange: Exchange, send: (isLast: boolean) => void): void;
}

const logger = new Logger('WireGate');

/**
 * One request and its one answer.
 *
 * INVARIANT: an exchange is settled once, by whoever comes first (the handler's own answer, an error, a deadline, a
 * stray throw), and whatever is said of it later is not heard. What settles it is whole before its first byte is sent.
 */
export class Exchange {
  readonly id: string;
  /** Of its connection; a stream that is torn down may take it from the request. */
  readonly socket: Socket;
  /** `performance.now()` of its beginning. */
  readonly openedAt = performance.now();
  /** Null where it is not traced. */
  readonly span: RequestSpan | null;
  private phase: Phase = 'open';
  private sentSince: number | null = null;
  private endDraining: () => void = () => undefined;
  private endTheStream: () => void = () => undefined;
  // Most handlers never ask for the signal.
  private controller: AbortController | null = null;
  private leaveReason: unknown = null;
  private readonly closers: (() => void)[] = [];

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    private readonly host: ExchangeHost,
  ) {
    this.socket = request.socket;
    this.id = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    this.span = RequestSpan.open(request, this.id);
  }

  /** Aborts when the handler's work is for nobody any more: the client left, or a deadline passed. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.leaveReason !== null) this.controller.abort(this.leaveReason);
    return this.controller.signal;
  }

  get isOpen(): boolean {
    return this.phase === 'open';
  }

  get isStreaming(): boolean {
    return this.phase === 'streaming';
  }

  /** `performance.now()` of when its answer was handed to the connection; null before. */
  get sentAt(): number | null {
    return this.sentSince;
  }

  /** Whether all of the request has arrived. One without a body is whole with its headers. */
  get hasWholeRequest(): boolean {
    return this.request.complete || !announcesBody(this.request);
  }

  /** The handler's answer is complete. It leaves as it is, or as the error that it should have been. */
  answer(told: ToldAnswer): void {
    if (!this.isOpen) return;
    const error = judgeAnswer(told, this.request);
    if (error === null) this.settle(asTold(told, this.request));
    else this.refuse(error);
  }

  /** Answers 400 with the envelope of anything at all that was thrown, unless the exchange is settled. */
  refuse(thrown: unknown): void {
    if (!this.isOpen) return;
    const envelope = toErrorEnvelope(thrown, { requestId: this.id });
    const line = { code: envelope.details.code, of_request: this.id };
    if (envelope.type === 'InternalError') {
      logger.error({ ...line, traceback: envelope._internal.traceback }, envelope.message);
    } else {
      logger.debug({ ...line, reason: envelope.message }, 'request refused');
    }
    this.settle({ status: 400, ...errorAnswer(envelope), keepsHeaders: false });
  }

  /** Refuses from outside of the handler, and stops the handler's work. */
  giveUp(thrown: unknown): void {
    if (this.isStreaming) this.response.destroy();
    this.refuse(thrown);
    this.abandon(thrown);
  }

  /** No more of the request can be read: what there is to say is said now. */
  breakOff(thrown: unknown): void {
    this.giveUp(thrown);
    this.endDraining();
  }

  /**
   * Gives up the promise of one whole answer; false where it is settled already.
   *
   * @param end is asked to end the stream as one that goes on elsewhere; may be called more than once
   */
  beginStream(end: () => void): boolean {
    if (!this.isOpen) return false;
    this.phase = 'streaming';
    this.span?.answered(200, '');
    this.endTheStream = end;
    return true;
  }

  /** Has a stream end in good order, if it is one; other answers are whole anyway. */
  endStream(): void {
    if (this.isStreaming) this.endTheStream();
  }

  /** The client is no longer there to hear; the answer is sent all the same, in case it is. */
  leave(): void {
    this.abandon(new GatehouseError('EXECUTION_CANCELLED', { reason: 'the client left' }));
  }

  /** Does something when it is over, answered or not. */
  onClose(work: () => void): void {
    this.closers.push(work);
  }

  /** The connection has sent it, or is gone. */
  close(): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.endDraining();
    if (!this.response.writableFinished) this.leave();
    for (const work of this.closers) work();
    this.span?.end();
  }

  private abandon(reason: unknown): void {
    this.leaveReason ??= reason ?? 'given up';
    this.controller?.abort(this.leaveReason);
  }

  private settle(answer: SentAnswer): void {
    this.phase = 'settled';
    this.span?.answered(answer.status, answer.body);
    const send = (): void => {
      this.host.whenToSend(this, (isLast) => {
        this.send(answer, isLast);
      });
    };
    // A client that waits for leave to send its body gets the answer instead.
    if (this.hasWholeRequest || awaitsContinue(this.response)) send();
    else this.endDraining = drainRequest(this.request, send);
  }

  private send(answer: SentAnswer, isLast: boolean): void {
    if (this.phase !== 'settled') return;
    this.phase = 'sent';
    this.sentSince = performance.now();
    // What is left of a body would be taken for the next request.
    sendAnswer(this.response, answer, isLast || !this.hasWholeRequest);
  }
}

function asTold({ status, body, header }: ToldAnswer, { method }: IncomingMessage): SentAnswer {
  // Of HEAD the length that GET would have had, where the handler knows it.
  const length = method === 'HEAD' && body.length === 0 ? header('content-length') : undefined;
  const headers = { 'Content-Length': length ?? String(Buffer.byteLength(body)) };
  return { status, headers, body, keepsHeaders: true };
}

function awaitsContinue(response: ServerResponse): boolean {
  const { _expect_continue: expects, _sent100: wasTold } = response as unknown as Record<string, unknown>; // Node has no public name for them
  return expects === true && wasTold !== true;
}
