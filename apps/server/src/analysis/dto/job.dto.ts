import { JOB_STATUS, type JobStatus } from '@gatehouse/contracts';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** The record of an execution. */
@ApiSchema({ name: 'Job' })
export class JobDto {
  @ApiProperty({ description: 'UUIDv7.', example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b', format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The plugin that was asked.', example: 'barcode' })
  plugin!: string;

  @ApiProperty({
    description: 'PENDING → RUNNING → SUCCESS or FAILED.',
    enum: Object.values(JOB_STATUS),
    example: 'SUCCESS',
  })
  status!: JobStatus;

  @ApiProperty({ description: 'Whether it failed because it was no longer wanted.', example: false })
  cancelled!: boolean;

  @ApiProperty({ description: 'How often it was begun.', example: 1, type: 'integer' })
  attempts!: number;

  @ApiProperty({
    description: '0 to 1; null where the plugin does not tell.',
    example: null,
    nullable: true,
    type: 'number',
  })
  progress!: number | null;

  @ApiProperty({
    description: 'When it was asked for, UTC.',
    example: '2026-11-22T09:00:00.000Z',
    format: 'date-time',
  })
  created_at!: string;

  @ApiProperty({
    description: 'When it began, UTC.',
    example: '2026-11-22T09:00:00.001Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  started_at!: string | null;

  @ApiProperty({
    description: 'When it ended, UTC.',
    example: '2026-11-22T09:00:00.014Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  completed_at!: string | null;

  @ApiProperty({
    description: 'Milliseconds the plugin ran; null where it did not.',
    example: 12.4,
    nullable: true,
    type: 'number',
  })
  execution_time_ms!: number | null;
}

/** The answer of the job route. */
@ApiSchema({ name: 'JobAnswer' })
export class JobAnswerDto {
  @ApiProperty({ description: 'The job.', type: JobDto })
  job!: JobDto;
}
