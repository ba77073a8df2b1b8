import { ERROR_TYPE, type ErrorType } from '@gatehouse/contracts';
import { ERROR_CATALOGUE, type ErrorCode } from '@gatehouse/errors';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** One thing that is wrong in a request. */
@ApiSchema({ name: 'ErrorPointer' })
export class ErrorPointerDto {
  @ApiProperty({ description: 'JSON Pointer (RFC 6901) into the body.', example: '/plugin' })
  pointer!: string;

  @ApiProperty({ description: 'What is wrong there.', example: 'the name of a plugin is needed' })
  message!: string;
}

/** The part of an error that machines read. */
@ApiSchema({ name: 'ErrorDetails' })
export class ErrorDetailsDto {
  @ApiProperty({
    description: 'A code of docs/errors.md.',
    enum: Object.keys(ERROR_CATALOGUE),
    enumName: 'ErrorCode',
    example: 'PLUGIN_NOT_FOUND',
  })
  code!: ErrorCode;

  @ApiProperty({ description: 'Whether the same request may succeed later.', example: false })
  retryable!: boolean;

  @ApiProperty({
    description: 'The `X-Request-Id` of the answer.',
    example: 'b2c7f1de-5d0f-4b7a-9a3e-0c9f5a1e7d42',
    nullable: true,
    type: 'string',
  })
  request_id!: string | null;

  @ApiProperty({
    description: 'The job that failed; null where none was made.',
    example: null,
    nullable: true,
    type: 'string',
  })
  job_id!: string | null;

  @ApiProperty({ description: 'What is wrong, place by place.', type: [ErrorPointerDto], example: [] })
  errors!: ErrorPointerDto[];

  @ApiProperty({
    description: 'Milliseconds to wait before trying again; only where waiting helps.',
    example: 250,
    required: false,
    type: 'integer',
  })
  retry_after_ms?: number;
}

/** What failed, why, and what to do next. */
@ApiSchema({ name: 'ErrorBody' })
export class ErrorBodyDto {
  @ApiProperty({
    description: 'What kind of failure it is.',
    enum: Object.values(ERROR_TYPE),
    enumName: 'ErrorType',
    example: 'PluginError',
  })
  type!: ErrorType;

  @ApiProperty({
    description: 'What was wrong and what to do next; at most 2,000 characters.',
    example: 'There is no plugin nonesuch. GET /v1/plugins lists those there are.',
    maxLength: 2000,
  })
  message!: string;

  @ApiProperty({ description: 'The part that machines read.', type: ErrorDetailsDto })
  details!: ErrorDetailsDto;

  @ApiProperty({
    description: 'The plugin concerned; null where there is none.',
    example: 'nonesuch',
    nullable: true,
    type: 'string',
  })
  plugin!: string | null;

  @ApiProperty({
    description: 'When it failed, UTC.',
    example: '2026-11-22T09:00:00.000Z',
    format: 'date-time',
  })
  timestamp!: string;
}

/** Every answer that is not 200. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  @ApiProperty({ description: 'The failure.', type: ErrorBodyDto })
  error!: ErrorBodyDto;
}
