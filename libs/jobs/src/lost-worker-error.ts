import type { ErrorBody } from '@gatehouse/contracts';
import { GatehouseError, toErrorBody, toErrorEnvelope } from '@gatehouse/errors';

/** What a job is told whose process ended before it did. */
export function lostWorkerError(jobId: string, plugin: string, requestId: string | null): ErrorBody {
  return toErrorBody(toErrorEnvelope(new GatehouseError('WORKER_LOST', {}), { jobId, plugin, requestId }));
}
