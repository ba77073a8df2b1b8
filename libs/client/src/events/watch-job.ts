import { GatehouseApiError } from '../errors/api-error.js';
import { GatehouseClientError } from '../errors/client-error.js';
import { GatehouseConnectionError } from '../errors/connection-error.js';
import type { Call } from '../transport/call.js';
import type { HttpTransport } from '../transport/http-transport.js';
import type { JobEvent } from '../types/job-event.js';
import type { WatchOptions } from '../types/requests.js';
import { EventParser } from './event-parser.js';
import { isFinal, readJobEvent } from './read-job-event.js';
import { Trouble } from './trouble.js';

/** Three signs of life that did not come. */
const IDLE_MS = 45_000;

/**
 * The events of a job, in order, each once, until the final one. Where the connection is lost it is made again, and goes
 * on after the last event that came.
 *
 * @throws GatehouseClientError where trying again is of no use; the reason of the signal once it is aborted
 */
export async function* watchJob(
  transport: HttpTransport,
  jobId: string,
  { after = 0, ...rest }: WatchOptions,
): AsyncGenerator<JobEvent, void, undefined> {
  const trouble = new Trouble();
  let last = after;
  for (;;) {
    const call = eventsCall(jobId, last, rest);
    try {
      trouble.begin(performance.now());
      for await (const event of eventsOf(transport.stream(call, IDLE_MS), trouble)) {
        if (event.sequence <= last) continue;
        last = event.sequence;
        yield event;
        if (isFinal(event)) return;
      }
      throw new GatehouseConnectionError('The stream of events ended before the job did.', false);
    } catch (thrown) {
      if (!(thrown instanceof GatehouseClientError)) throw thrown;
      if (thrown instanceof GatehouseApiError && thrown.code === 'EVENTS_ENDED') return;
      const { attempt, elapsedMs } = trouble.fail(performance.now());
      await transport.backOff(call, thrown, attempt, elapsedMs);
    }
  }
}

function eventsCall(jobId: string, last: number, options: Pick<Call, 'signal' | 'onRetry'>): Call {
  return {
    ...options,
    method: 'get',
    path: '/v1/analyze-execution/jobs/{id}/events',
    parameters: { id: jobId },
    headers: { accept: 'text/event-stream', ...(last > 0 ? { 'last-event-id': String(last) } : {}) },
  };
}

async function* eventsOf(
  pieces: AsyncIterable<string>,
  trouble: Trouble,
): AsyncGenerator<JobEvent, void, undefined> {
  const parser = new EventParser();
  for await (const piece of pieces) {
    const events = parser.push(piece).flatMap((said) => readJobEvent(said) ?? []);
    trouble.hear(events.length > 0, performance.now());
    yield* events;
  }
}
