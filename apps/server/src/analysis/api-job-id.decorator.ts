import { ApiParam } from '@nestjs/swagger';

/** Documents the id of a job in a path. Without an example: no id in a document is that of a job that exists. */
export function ApiJobId(): MethodDecorator {
  return ApiParam({
    name: 'id',
    description: 'The `job_id` of an answer.',
    schema: { type: 'string', format: 'uuid' },
  });
}
