import type { EmptyObject, ErrorEnvelope, ExecutionOutcome } from '@gatehouse/contracts';

/** Tells the two halves of an outcome apart. */
export function isFailure(
  outcome: ExecutionOutcome,
): outcome is readonly [result: EmptyObject, error: ErrorEnvelope] {
  return 'type' in outcome[1];
}
