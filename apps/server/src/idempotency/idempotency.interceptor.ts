import { setTimeout as sleep } from 'node:timers/promises';
import { callerOf, type Caller } from '@gatehouse/auth';
import { GatehouseError } from '@gatehouse/errors';
import { exchangeOf } from '@gatehouse/http-edge';
import { IdempotencyStore, newJobId, type IdempotencyVerdict, type IdempotentRequest } from '@gatehouse/jobs';
import {
  Injectable,
  Logger,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { FormRequest } from '../analysis/analysis-body.middleware.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { keptFailure, keptSuccess, sayAgain, type KeptAnswer } from './kept-answer.js';
import { requestFingerprint } from './request-fingerprint.js';

/**
 * What a repeated key gets while the first request is at work. `replay`: a retryable error, since that may take long.
 * `same-job`: it waits, since the first only stores a job; the handler takes its id from `JobIdToBe`.
 */
export type IdempotencyMode = 'replay' | 'same-job';

/** How a route honours the header. */
export interface IdempotencyPolicy {
  readonly mode: IdempotencyMode;
  /** What a `same-job` route answers of a job that is stored: its process may have died before it could. */
  readonly acceptedBody: (jobId: string, request: FormRequest) => object;
}

/** The metadata that holds the policy of a route. */
export const IDEMPOTENCY_POLICY = 'gatehouse:idempotency-policy';

const RETRY_AFTER_MS = 1000;
const LOOK_AGAIN_MS = 20;

type Begun = Extract<IdempotencyVerdict, { state: 'begun' }>;

/** A request whose job has an id before it is made. */
export interface RequestOfJob extends FormRequest {
  readonly caller?: Caller;
  jobIdToBe?: string | null;
}

/** Does once what is asked under one idempotency key, and gives its answer again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly keys: IdempotencyStore,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<RequestOfJob>();
    const key = readIdempotencyKey(request.headersDistinct['idempotency-key']);
    if (key === null) return next.handle();
    const policy = this.reflector.get<IdempotencyPolicy>(IDEMPOTENCY_POLICY, context.getHandler());
    return from(this.answer(key, policy, request, http.getResponse<Response>(), next));
  }

  private async answer(
    key: string,
    { mode, acceptedBody }: IdempotencyPolicy,
    request: RequestOfJob,
    response: Response,
    next: CallHandler,
  ): Promise<object> {
    const verdict = await this.begin(
      {
        owner: callerOf(request).keyId,
        key,
        fingerprint: await requestFingerprint(request.path, request.analysisForm),
        jobId: mode === 'same-job' ? newJobId() : null,
      },
      mode,
      exchangeOf(request).signal,
    );
    switch (verdict.state) {
      case 'begun':
        request.jobIdToBe = verdict.jobId;
        return this.firstAnswer(verdict, () =>
          verdict.isJobStored && verdict.jobId !== null
            ? Promise.resolve(acceptedBody(verdict.jobId, request))
            : lastValueFrom(next.handle() as Observable<object>),
        );
      case 'finished':
        response.setHeader('Idempotency-Replayed', 'true');
        return sayAgain(verdict.answer);
      case 'in progress':
        throw new GatehouseError(
          'IDEMPOTENCY_IN_PROGRESS',
          { retry_after_ms: RETRY_AFTER_MS },
          { retryAfterMs: RETRY_AFTER_MS },
        );
      case 'reused':
        throw new GatehouseError('IDEMPOTENCY_KEY_REUSED', {});
      default:
        return verdict satisfies never;
    }
  }

  private async begin(
    request: IdempotentRequest,
    mode: IdempotencyMode,
    signal: AbortSignal,
  ): Promise<IdempotencyVerdict> {
    let verdict = await this.keys.begin(request);
    while (mode === 'same-job' && verdict.state === 'in progress' && !signal.aborted) {
      await sleep(LOOK_AGAIN_MS);
      verdict = await this.keys.begin(request);
    }
    return verdict;
  }

  private async firstAnswer({ token }: Begun, work: () => Promise<object>): Promise<object> {
    try {
      const body = await work();
      await this.keep(token, keptSuccess(body));
      return body;
    } catch (thrown) {
      await this.keep(token, keptFailure(thrown));
      throw thrown;
    }
  }

  /** Never rejects: the work is done, and a key whose answer cannot be kept is free again when its lease is over. */
  private async keep(token: string, kept: KeptAnswer | null): Promise<void> {
    try {
      if (kept === null) await this.keys.abandon(token);
      else await this.keys.complete(token, kept.answer, kept.jobIds);
    } catch (thrown) {
      this.logger.warn({ cause: String(thrown) }, 'the answer to an idempotency key could not be kept');
    }
  }
}
