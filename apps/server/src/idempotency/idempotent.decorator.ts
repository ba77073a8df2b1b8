import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  IDEMPOTENCY_POLICY,
  IdempotencyInterceptor,
  type IdempotencyMode,
  type IdempotencyPolicy,
} from './idempotency.interceptor.js';

const SAME_ANSWER =
  'A key of your own making, such as a UUID: 1 to 255 visible ASCII characters, bare or in double quotes. Whoever sends ' +
  'the same request with it again within 24 hours gets the answer of the first, with `Idempotency-Replayed: true`, and ' +
  'nothing runs twice; what was refused or may succeed later is done anew. ';

const MEANWHILE: Readonly<Record<IdempotencyMode, string>> = {
  replay: 'While the first is being answered it is an error, `IDEMPOTENCY_IN_PROGRESS`.',
  'same-job': 'While the first is being stored it is waited for.',
};

/**
 * Honours Idempotency-Key on a route. It stands above the interceptor that reads the body: what the body says is part
 * of what a key was used for.
 *
 * @param acceptedBody the answer of a `same-job` route whose job is stored
 */
export function Idempotent(
  mode: IdempotencyMode,
  acceptedBody: IdempotencyPolicy['acceptedBody'] = (jobId) => ({ job_id: jobId, status: 'PENDING' }),
): MethodDecorator {
  return applyDecorators(
    SetMetadata(IDEMPOTENCY_POLICY, { mode, acceptedBody } satisfies IdempotencyPolicy),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: SAME_ANSWER + MEANWHILE[mode],
      // without an example: the page would fill it in, and the second thing tried would be refused as another request
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
}
