import { Injectable } from '@nestjs/common';
import type { InvariantDto } from './governance.dto.js';
import { invariantOutcome } from './invariant-outcome.js';
import { INVARIANTS } from './invariants.js';
import { readTestOutcomes } from './test-outcomes.js';

/** Knows what holds, and how it was found when it was last tested before this server started. */
@Injectable()
export class GovernanceService {
  readonly #invariants: readonly InvariantDto[];

  constructor() {
    const known = readTestOutcomes();
    this.#invariants = INVARIANTS.map((invariant) => {
      const { id, statement, enforcedBy, rules, tests } = invariant;
      const { result, checkedAt } = invariantOutcome(invariant, known);
      return {
        id,
        statement,
        enforced_by: enforcedBy,
        rules,
        tests,
        last_result: result,
        last_checked_at: checkedAt,
      };
    });
  }

  /** The invariants, as they are told. */
  invariants(): readonly InvariantDto[] {
    return this.#invariants;
  }
}
