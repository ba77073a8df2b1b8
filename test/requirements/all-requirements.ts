import { EXECUTION_REQUIREMENTS } from './execution-requirements.ts';
import { GOVERNANCE_REQUIREMENTS } from './governance-requirements.ts';
import { LIFECYCLE_REQUIREMENTS } from './lifecycle-requirements.ts';
import type { Requirement } from './requirement.ts';

/** Everything the specification demands. */
export const ALL_REQUIREMENTS: readonly Requirement[] = [
  ...EXECUTION_REQUIREMENTS,
  ...LIFECYCLE_REQUIREMENTS,
  ...GOVERNANCE_REQUIREMENTS,
];
