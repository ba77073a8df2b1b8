import { GatehouseAnswerError } from '../errors/answer-error.js';
import type { JobEvent } from '../types/job-event.js';
import { toCamel } from '../wire/to-camel.js';
import type { ServerSentEvent } from './event-parser.js';

/**
 * What an event of the stream says of a job; null where it is of a kind that is newer than this client.
 *
 * @throws GatehouseAnswerError where it is no event of a job
 */
export function readJobEvent({ type, data, id }: ServerSentEvent): JobEvent | null {
  if (type !== 'state' && type !== 'progress') return null;
  const said = parse(data);
  if (!/^\d{1,15}$/.test(id) || typeof said !== 'object' || said === null || !('status' in said)) {
    throw new GatehouseAnswerError('An event of the stream is none of a job.', 200, data.slice(0, 200));
  }
  return { ...(toCamel(said) as object), type, sequence: Number(id) } as JobEvent; // as the route promises
}

/** Whether nothing more happens to a job after an event. */
export function isFinal({ type, status }: JobEvent): boolean {
  return type === 'state' && (status === 'SUCCESS' || status === 'FAILED');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
