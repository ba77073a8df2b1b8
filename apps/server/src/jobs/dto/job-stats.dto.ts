import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** How many jobs are in each state. */
@ApiSchema({ name: 'JobCounts' })
export class JobCountsDto {
  @ApiProperty({ description: 'Those that wait.', example: 0, type: 'integer' })
  PENDING!: number;

  @ApiProperty({ description: 'Those at work.', example: 1, type: 'integer' })
  RUNNING!: number;

  @ApiProperty({ description: 'Those with a result.', example: 41, type: 'integer' })
  SUCCESS!: number;

  @ApiProperty({ description: 'Those with an error.', example: 2, type: 'integer' })
  FAILED!: number;
}

/** How many jobs a plugin had. */
@ApiSchema({ name: 'PluginJobCount' })
export class PluginJobCountDto {
  @ApiProperty({ description: 'The plugin.', example: 'barcode' })
  plugin!: string;

  @ApiProperty({ description: 'All its jobs.', example: 44, type: 'integer' })
  count!: number;

  @ApiProperty({ description: 'Those that are FAILED.', example: 2, type: 'integer' })
  failed!: number;
}

/** How many jobs failed in one way. */
@ApiSchema({ name: 'ErrorJobCount' })
export class ErrorJobCountDto {
  @ApiProperty({ description: 'A code of docs/errors.md.', example: 'IMAGE_UNDECODABLE' })
  code!: string;

  @ApiProperty({ description: 'Those that failed with it.', example: 2, type: 'integer' })
  count!: number;
}

/** Counts over the jobs that are kept. */
@ApiSchema({ name: 'JobStats' })
export class JobStatsDto {
  @ApiProperty({ description: 'All of them.', example: 44, type: 'integer' })
  total!: number;

  @ApiProperty({ description: 'By state.', type: JobCountsDto })
  by_status!: JobCountsDto;

  @ApiProperty({ description: 'By plugin.', type: [PluginJobCountDto] })
  by_plugin!: PluginJobCountDto[];

  @ApiProperty({ description: 'Those that failed, by the code of their error.', type: [ErrorJobCountDto] })
  by_error_code!: ErrorJobCountDto[];

  @ApiProperty({ description: 'Bytes of the images that wait.', example: 0, type: 'integer' })
  queued_bytes!: number;

  @ApiProperty({
    description: 'When the one that waits longest was asked for, UTC; null where none waits.',
    example: null,
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  oldest_pending_at!: string | null;
}

/** The answer to an erasure. */
@ApiSchema({ name: 'Erased' })
export class ErasedDto {
  @ApiProperty({
    description: 'The job there was.',
    example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
    format: 'uuid',
  })
  job_id!: string;

  @ApiProperty({
    description: 'Always true: its record, result, image and events are gone.',
    enum: [true],
    example: true,
  })
  erased!: true;
}
