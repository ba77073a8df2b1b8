import { JOB_STATUS, type ErrorBody, type JobStatus, type JsonObject } from '@gatehouse/contracts';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ErrorBodyDto } from '../../openapi/error.dto.js';
import { pluginSlot } from '../../openapi/plugin-slot.js';
import { SAMPLE_RESULT } from '../../openapi/sample-image.js';

/** What a finished job came to. */
@ApiSchema({ name: 'JobResult' })
export class JobResultDto {
  @ApiProperty({ description: 'UUIDv7.', example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b', format: 'uuid' })
  job_id!: string;

  @ApiProperty({ description: 'The plugin that was asked.', example: 'barcode' })
  plugin!: string;

  @ApiProperty({
    description: 'SUCCESS or FAILED.',
    enum: [JOB_STATUS.SUCCESS, JOB_STATUS.FAILED],
    example: 'SUCCESS',
  })
  status!: JobStatus;

  @ApiProperty({
    description: 'What the plugin found; null if it failed.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: SAMPLE_RESULT,
    ...pluginSlot('any_result'),
  })
  result!: JsonObject | null;

  @ApiProperty({
    description: 'Why it failed; null if it did not.',
    type: ErrorBodyDto,
    nullable: true,
    example: null,
  })
  error!: ErrorBody | null;

  @ApiProperty({
    description: 'When it was asked for, UTC.',
    example: '2026-11-22T09:00:00.000Z',
    format: 'date-time',
  })
  created_at!: string;

  @ApiProperty({
    description: 'When it ended, UTC.',
    example: '2026-11-22T09:00:00.014Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  completed_at!: string | null;
}
