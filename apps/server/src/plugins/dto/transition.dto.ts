import { LIFECYCLE_STATE, type LifecycleState } from '@gatehouse/contracts';
import type { TransitionActor } from '@gatehouse/plugins';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

const STATES = Object.values(LIFECYCLE_STATE);
const ACTORS: readonly TransitionActor[] = ['loader', 'execution', 'operator'];

/** One step of a plugin's lifecycle. */
@ApiSchema({ name: 'Transition' })
export class TransitionDto {
  @ApiProperty({ description: 'The state it left.', enum: STATES, example: 'RUNNING' })
  from!: LifecycleState;

  @ApiProperty({ description: 'The state it came to.', enum: STATES, example: 'FAILED' })
  to!: LifecycleState;

  @ApiProperty({ description: 'When, UTC.', format: 'date-time', example: '2026-11-22T09:00:00.000Z' })
  at!: string;

  @ApiProperty({
    description: 'Why; null where nothing was to be said.',
    example: 'kaboom',
    nullable: true,
    type: 'string',
  })
  reason!: string | null;

  @ApiProperty({
    description:
      'What brought it about: reading and starting its code, an execution, or an operator’s reload.',
    enum: ACTORS,
    example: 'execution',
  })
  actor!: TransitionActor;
}
