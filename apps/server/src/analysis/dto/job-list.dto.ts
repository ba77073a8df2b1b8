import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { JobDto } from './job.dto.js';

/** One page of jobs. */
@ApiSchema({ name: 'JobList' })
export class JobListDto {
  @ApiProperty({ description: 'Newest first.', type: [JobDto] })
  jobs!: JobDto[];

  @ApiProperty({ description: 'How many there are on this page.', example: 1, type: 'integer' })
  count!: number;

  @ApiProperty({
    description: 'What to send as `cursor` for the next page; null on the last.',
    example: null,
    nullable: true,
    type: 'string',
  })
  next_cursor!: string | null;
}
