import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** How a plugin is doing. */
@ApiSchema({ name: 'PluginHealth' })
export class PluginHealthDto {
  @ApiProperty({ description: 'Its name, as `plugin` of a request says it.', example: 'barcode' })
  name!: string;

  @ApiProperty({
    description: 'LOADED, INITIALIZED and RUNNING execute; FAILED tries to; UNAVAILABLE does not.',
    enum: Object.values(LIFECYCLE_STATE),
    example: 'INITIALIZED',
  })
  state!: LifecycleState;

  @ApiProperty({ description: 'What it does.', example: 'Reads QR codes and other barcodes' })
  description!: string;

  @ApiProperty({ description: 'Its version.', example: '1.0.0' })
  version!: string;

  @ApiProperty({
    description: 'Why it is FAILED or UNAVAILABLE and what to do; else null.',
    example: null,
    nullable: true,
    type: 'string',
  })
  reason!: string | null;

  @ApiProperty({ description: 'Seconds since its code was first ready.', example: 86_400 })
  uptime_seconds!: number;

  @ApiProperty({
    description: 'When it was last asked to execute, UTC; null if never.',
    example: '2026-11-22T09:00:00.000Z',
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  last_used!: string | null;

  @ApiProperty({ description: 'Executions that succeeded.', example: 41, type: 'integer' })
  success_count!: number;

  @ApiProperty({ description: 'Executions that did not.', example: 1, type: 'integer' })
  error_count!: number;

  @ApiProperty({
    description: 'Milliseconds of the last execution that ran; null if none did.',
    example: 12.4,
    nullable: true,
    type: 'number',
  })
  last_execution_time_ms!: number | null;

  @ApiProperty({
    description: 'Mean milliseconds of the last ten executions that ran; null if none did.',
    example: 14.1,
    nullable: true,
    type: 'number',
  })
  avg_execution_time_ms!: number | null;
}
