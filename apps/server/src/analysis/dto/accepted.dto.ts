import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** The answer to an analysis that is done later. */
@ApiSchema({ name: 'Accepted' })
export class AcceptedDto {
  @ApiProperty({
    description: 'The job, stored for good: it survives the server.',
    example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
    format: 'uuid',
  })
  job_id!: string;

  @ApiProperty({
    description: 'Always PENDING: it waits for its turn.',
    enum: ['PENDING'],
    example: 'PENDING',
  })
  status!: 'PENDING';
}

/** The answer to a retry. */
@ApiSchema({ name: 'Retry' })
export class RetryDto extends AcceptedDto {
  @ApiProperty({
    description: 'The job that failed, and whose image and options the new one has.',
    example: '01928d5e-6b39-7f0c-8a1b-2c4d6e8f0a1b',
    format: 'uuid',
  })
  retry_of!: string;
}

/** The answer to a cancellation. */
@ApiSchema({ name: 'Cancelled' })
export class CancelledDto {
  @ApiProperty({
    description: 'The job.',
    example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
    format: 'uuid',
  })
  job_id!: string;

  @ApiProperty({
    description: 'Always FAILED: it ended without a result.',
    enum: ['FAILED'],
    example: 'FAILED',
  })
  status!: 'FAILED';

  @ApiProperty({
    description: 'Always true: it failed because that was asked for.',
    enum: [true],
    example: true,
  })
  cancelled!: true;
}
