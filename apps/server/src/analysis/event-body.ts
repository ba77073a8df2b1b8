import type { FollowedEvent } from '@gatehouse/execution';
import type { ServerEvent } from '@gatehouse/http-edge';

/** An entry of a job's history as it goes on the wire. */
function toServerEvent(jobId: string, { event, error }: FollowedEvent): ServerEvent {
  const { sequence, at, status, attempt, progress } = event;
  const common = { job_id: jobId, status, attempt, at: at.toISOString() };
  if (progress !== null) {
    const { fraction, message } = progress;
    return { id: sequence, event: 'progress', data: { ...common, progress: fraction, message } };
  }
  return { id: sequence, event: 'state', data: { ...common, error } };
}

/** The events of a job as they go on the wire. */
export async function* toServerEvents(
  jobId: string,
  events: AsyncIterable<FollowedEvent>,
): AsyncGenerator<ServerEvent> {
  for await (const event of events) yield toServerEvent(jobId, event);
}
