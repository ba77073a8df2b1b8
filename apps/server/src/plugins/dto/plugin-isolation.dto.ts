import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** What a plugin's processes are held to. */
@ApiSchema({ name: 'PluginIsolation' })
export class PluginIsolationDto {
  @ApiProperty({
    description: 'It and whatever it starts form a group that one signal ends.',
    example: true,
  })
  own_process_group!: boolean;

  @ApiProperty({ description: 'It is told nothing of the server’s environment.', example: true })
  empty_environment!: boolean;

  @ApiProperty({
    description: 'Node’s permission model holds files, child processes and threads.',
    example: true,
  })
  permission_model!: boolean;

  @ApiProperty({ description: 'Whether it may load native code.', example: 'none' })
  native_addons!: string;

  @ApiProperty({ description: 'Whether it has the network.', example: 'none' })
  network!: string;

  @ApiProperty({ description: 'The user it runs under.', example: 'its own' })
  user!: string;

  @ApiProperty({ description: 'The Linux capabilities it has.', example: 'none' })
  capabilities!: string;

  @ApiProperty({ description: 'It dies with the server, even on `kill -9`.', example: true })
  parent_death_signal!: boolean;

  @ApiProperty({ description: 'Most megabytes of JavaScript objects.', example: 512, type: 'integer' })
  heap_limit_mb!: number;

  @ApiProperty({
    description: 'Most megabytes of native memory beyond those of an idle process; null where not limited.',
    example: 512,
    nullable: true,
    type: 'integer',
  })
  memory_limit_mb!: number | null;

  @ApiProperty({ description: 'Its resident memory is looked at while it works.', example: true })
  memory_watch!: boolean;

  @ApiProperty({
    description: 'Most open files; null where not limited.',
    example: 256,
    nullable: true,
    type: 'integer',
  })
  open_files_limit!: number | null;

  @ApiProperty({ description: 'It leaves no core dump behind.', example: true })
  core_dumps_off!: boolean;
}
