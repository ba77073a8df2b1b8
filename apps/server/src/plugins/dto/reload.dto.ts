import { RELOAD_OUTCOME, type ReloadOutcome } from '@gatehouse/plugins';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** What a reload did with one plugin. */
@ApiSchema({ name: 'ReloadResult' })
export class ReloadResultDto {
  @ApiProperty({ description: 'The plugin.', example: 'barcode' })
  name!: string;

  @ApiProperty({
    description:
      '`reloaded`: new code serves; `added`: its folder is new; `removed`: its folder is gone; ' +
      '`failed`: the new code cannot run, and the old keeps serving if it could.',
    enum: Object.values(RELOAD_OUTCOME),
    example: 'reloaded',
  })
  outcome!: ReloadOutcome;

  @ApiProperty({ description: 'Why it failed; else null.', example: null, nullable: true, type: 'string' })
  reason!: string | null;
}

/** What a reload of all plugins came to. */
@ApiSchema({ name: 'ReloadReport' })
export class ReloadReportDto {
  @ApiProperty({ description: 'One for each plugin, by name.', type: [ReloadResultDto] })
  plugins!: ReloadResultDto[];
}
