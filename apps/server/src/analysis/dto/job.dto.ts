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

  @ApiProperty({
    description: 'The failed job that this one repeats; null where it repeats none.',
    example: null,
    format: 'uuid',
    nullable: true,
    type: 'string',
  })
  retry_of!: string | null;
}

/** A job, and where it stands in the queue. */
@ApiSchema({ name: 'JobStanding' })
export class JobStandingDto extends JobDto {
  @ApiProperty({
    description:
      'Which one it is of those that wait, 1 being next; null where it does not wait in the queue.',
    example: null,
    nullable: true,
    type: 'integer',
  })
  queue_position!: number | null;

  @ApiProperty({
    description:
      'When it may begin, UTC, by how long jobs took lately; null where it does not wait, or none was measured.',
    example: null,
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  estimated_start_at!: string | null;
}

/** The answer of the job route. */
@ApiSchema({ name: 'JobAnswer' })
export class JobAnswerDto {
  @ApiProperty({ description: 'The job.', type: JobStandingDto })
  job!: JobStandingDto;
}
