import { JOB_STATUS } from '@gatehouse/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { MOST_JOBS, USUAL_JOBS, type HISTORY_QUERY } from '../request/read-job-query.js';

type Name = (typeof HISTORY_QUERY)[number];

const PARAMETERS: Readonly<Record<Name, { description: string; schema: object }>> = {
  status: {
    description: 'Only jobs in this state.',
    schema: { type: 'string', enum: Object.values(JOB_STATUS) },
  },
  plugin: { description: 'Only jobs of this plugin.', schema: { type: 'string', maxLength: 200 } },
  limit: {
    description: 'The most jobs of the page.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_JOBS, default: USUAL_JOBS },
  },
  cursor: {
    description: 'The `next_cursor` of the page before; left out for the first.',
    schema: { type: 'string' },
  },
  error_code: {
    description: 'Only jobs that failed with this `error.details.code`.',
    schema: { type: 'string', maxLength: 200 },
  },
  since: {
    description: 'Only jobs that were made at this time or later.',
    schema: { type: 'string', format: 'date-time' },
  },
  until: {
    description: 'Only jobs that were made before this time.',
    schema: { type: 'string', format: 'date-time' },
  },
};

/** Documents the query of a list of jobs. */
export function ApiJobQuery(names: readonly Name[]): MethodDecorator {
  return applyDecorators(...names.map((name) => ApiQuery({ name, required: false, ...PARAMETERS[name] })));
}
