import { JOB_STATUS, type ErrorBody, type JsonObject } from '@gatehouse/contracts';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ErrorBodyDto } from '../../openapi/error.dto.js';
import { pluginSlot } from '../../openapi/plugin-slot.js';
import { SAMPLE_RESULT } from '../../openapi/sample-image.js';

/** What became of one item. */
@ApiSchema({ name: 'BatchResult' })
export class BatchResultDto {
  @ApiProperty({ description: 'Its place among the items, from 0.', example: 0, type: 'integer' })
  index!: number;

  @ApiProperty({
    description: 'The durable record of its execution; null where it was refused before there was one.',
    example: '01928d5e-7c4a-7b1e-9f2a-3c5d7e9f1a2b',
    format: 'uuid',
    nullable: true,
    type: 'string',
  })
  job_id!: string | null;

  @ApiProperty({
    description: 'SUCCESS or FAILED.',
    enum: [JOB_STATUS.SUCCESS, JOB_STATUS.FAILED],
    example: 'SUCCESS',
  })
  status!: 'SUCCESS' | 'FAILED';

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
    description: 'Why it failed, with pointers into the whole body; null if it did not.',
    type: ErrorBodyDto,
    nullable: true,
    example: null,
  })
  error!: ErrorBody | null;
}

/** The answer to a batch. */
@ApiSchema({ name: 'Batch' })
export class BatchDto {
  @ApiProperty({ description: 'One for each item, in their order.', type: [BatchResultDto] })
  results!: BatchResultDto[];
}
