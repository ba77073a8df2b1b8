import type { ExecutionControl, ExecutionOutcome, JsonObject } from '@gatehouse/contracts';
import { isFailure } from './is-failure.js';

/** A line for the log, and how serious it is. */
export interface ExecutionLine {
  readonly level: 'log' | 'warn' | 'error';
  readonly line: JsonObject;
}

/** Decides what the log says of one execution. The stack of a failure stands here and nowhere else. */
export function describeExecution(
  plugin: string,
  { jobId }: ExecutionControl,
  outcome: ExecutionOutcome,
): ExecutionLine {
  const line = { plugin, job_id: jobId }; // the logger adds the id of the request by itself
  if (!isFailure(outcome)) return { level: 'log', line: { ...line, outcome: 'SUCCESS' } };
  const [, { type, message, details, _internal }] = outcome;
  const failure = { ...line, outcome: 'FAILED', code: details.code, reason: message };
  // Refusals were raised by the gate itself: where in its code says nothing of their cause.
  if (type === 'ValidationError' || type === 'PluginError') return { level: 'log', line: failure };
  return {
    level: type === 'InternalError' ? 'error' : 'warn',
    line: { ...failure, traceback: _internal.traceback },
  };
}
