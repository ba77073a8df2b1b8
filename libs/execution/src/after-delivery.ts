import type { ExecutionOutcome } from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';
import { isFailure } from './is-failure.js';

/** What becomes of a job that was delivered and executed: its outcome is recorded, or the execution says nothing of it. */
export type AfterDelivery = 'record' | 'try again' | 'hand back';

/**
 * Decides what an outcome means for a job whose submission was acknowledged. That the gate had enough to do, or that
 * this process is ending, is no outcome of the job.
 */
export function afterDelivery(outcome: ExecutionOutcome): AfterDelivery {
  if (!isFailure(outcome)) return 'record';
  switch (
    outcome[1].details.code as ErrorCode // envelopes are made of the catalogue
  ) {
    case 'QUEUE_FULL':
      return 'try again';
    case 'WORKER_LOST':
      return 'hand back';
    default:
      return 'record';
  }
}
