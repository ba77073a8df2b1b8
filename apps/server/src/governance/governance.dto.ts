import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { INVARIANT_RESULT, type InvariantResult } from './invariant-outcome.js';

/** Something that holds for the whole server. */
@ApiSchema({ name: 'Invariant' })
export class InvariantDto {
  @ApiProperty({ description: 'What it is called. It does not change.', example: 'one-gate' })
  id!: string;

  @ApiProperty({ description: 'What holds.', example: 'A plugin runs in ToolRunner and nowhere else.' })
  statement!: string;

  @ApiProperty({
    description: 'What sees to it.',
    example: 'The scanner, which refuses whoever holds a plugin.',
  })
  enforced_by!: string;

  @ApiProperty({
    description: 'The rules of `npm run scan` that belong to it.',
    type: [String],
    example: ['EXE001', 'EXE002'],
  })
  rules!: readonly string[];

  @ApiProperty({
    description: 'The tests that show it, by their paths in the repository.',
    type: [String],
    example: ['test/scanner/rules.spec.ts'],
  })
  tests!: readonly string[];

  @ApiProperty({
    description:
      'How those tests ended when they last ran where this server was built; unknown where one of them did not.',
    enum: Object.values(INVARIANT_RESULT),
    example: 'passed',
  })
  last_result!: InvariantResult;

  @ApiProperty({
    description: 'When the one that ran longest ago did, UTC; null where one of them did not.',
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: '2026-11-22T09:00:00.000Z',
  })
  last_checked_at!: string | null;
}

/** What is promised, and how it was found. */
@ApiSchema({ name: 'Governance' })
export class GovernanceDto {
  @ApiProperty({ description: 'The invariants.', type: [InvariantDto] })
  invariants!: readonly InvariantDto[];
}
