import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PluginIsolationDto } from './plugin-isolation.dto.js';
import { PluginHealthDto } from './plugin-health.dto.js';

/** How a plugin is doing, and what it is held to. */
@ApiSchema({ name: 'PluginDetail' })
export class PluginDetailDto extends PluginHealthDto {
  @ApiProperty({
    description:
      'When the next execution may try a plugin that is out of service because it cost the server too much too often, UTC; ' +
      'null while it is in service.',
    example: null,
    format: 'date-time',
    nullable: true,
    type: 'string',
  })
  next_trial_at!: string | null;

  @ApiProperty({
    description: 'What its processes are held to on this machine; null where there is nothing to run.',
    nullable: true,
    type: PluginIsolationDto,
  })
  isolation!: PluginIsolationDto | null;
}
