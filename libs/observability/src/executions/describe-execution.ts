import {
  EXECUTION_PHASE,
  type ErrorEnvelope,
  type ExecutionRecord,
  type JsonObject,
  type PhaseTimes,
} from '@gatehouse/contracts';
import type { ErrorCode } from '@gatehouse/errors';

/** A line for the log, and how serious it is. */
export interface ExecutionLine {
  readonly level: 'log' | 'warn' | 'error';
  readonly line: JsonObject;
}

/** What is told of an execution that went well; of others the code of their error. */
const OUTCOME_OK = 'ok';

/**
 * The failures whose stack says more than their message: it is that inside the plugin's process, or leads to a defect of
 * ours. All others were raised by the gate itself, and where in its code says nothing of their cause.
 */
const TELLING_STACKS: ReadonlySet<string> = new Set<ErrorCode>([
  'PLUGIN_THREW',
  'PLUGIN_CRASHED',
  'PLUGIN_OUT_OF_MEMORY',
  'INTERNAL_ERROR',
]);

/** How an execution ended, in one word: `ok`, or the code of its error. */
export function outcomeOf({ error }: Pick<ExecutionRecord, 'error'>): string {
  return error?.details.code ?? OUTCOME_OK;
}

/** Decides what the log says of one execution. The stack of a failure stands here and nowhere else. */
export function describeExecution(record: ExecutionRecord): ExecutionLine {
  const { plugin, version, jobId, requestId, error, isFault, phases } = record;
  const line = {
    plugin,
    version,
    job_id: jobId,
    ...(requestId === null ? {} : { request_id: requestId }),
    outcome: outcomeOf(record),
    ...timesOf(phases),
    ...(error === null ? {} : failureOf(error)),
  };
  if (error === null) return { level: 'log', line };
  return { level: isFault ? 'error' : 'warn', line };
}

/** The time of each phase, and of all together; milliseconds, to the microsecond. */
function timesOf(phases: PhaseTimes): JsonObject {
  const reached = Object.values(EXECUTION_PHASE).flatMap((phase) => {
    const ms = phases[phase];
    return ms === undefined ? [] : [{ phase, ms }];
  });
  const total = reached.reduce((sum, { ms }) => sum + ms, 0);
  return {
    ...Object.fromEntries(reached.map(({ phase, ms }) => [`${phase}_ms`, toMicroseconds(ms)])),
    total_ms: toMicroseconds(total),
  };
}

const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

function failureOf({ message, details, _internal }: ErrorEnvelope): JsonObject {
  const isTelling = TELLING_STACKS.has(details.code);
  return { reason: message, ...(isTelling ? { traceback: _internal.traceback } : {}) };
}
