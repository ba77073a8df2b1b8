import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';

const EXAMPLE = [
  'id: 2',
  'event: state',
  'data: {"job_id":"01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b","status":"RUNNING","attempt":1,"at":"2026-11-22T09:00:00.001Z","error":null}',
  '',
  'id: 3',
  'event: progress',
  'data: {"job_id":"01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b","status":"RUNNING","attempt":1,"at":"2026-11-22T09:00:00.250Z","progress":0.5,"message":"page 1 of 2"}',
  '',
  '',
].join('\n');

/** Documents a stream of events. */
export function ApiJobEvents(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      description:
        'The `id` of the last event that arrived; left out for all of them. Browsers send it by themselves.',
      required: false,
      schema: { type: 'string', pattern: '^\\d{1,15}$' },
    }),
    ApiOkResponse({
      description:
        'The events. `data` is one line of JSON; of a FAILED state it holds the `error`. Lines that begin with a colon are signs of life.',
      content: { 'text/event-stream': { schema: { type: 'string' }, example: EXAMPLE } },
    }),
  );
}
