import { allRules } from './all-rules.ts';
import type { Finding } from './rule.ts';

/** Why a rule that was broken is there, and what to do instead. */
export function whyOf({ rule, why }: Finding): string {
  return why ?? allRules.find(({ id }) => id === rule)?.why ?? '';
}
