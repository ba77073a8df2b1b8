import type { Place, ProjectModel } from '../model.ts';
import type { Policy } from '../policy/policy.ts';

/** The rules there are. */
export const RULE_IDS = [
  'EXE001',
  'EXE002',
  'EXE003',
  'EXE004',
  'EXE005',
  'EXE006',
  'EXE007',
  'EXE008',
  'EXE009',
] as const;

/** One of the rules there are. */
export type RuleId = (typeof RULE_IDS)[number];

/** One breach of a rule. */
export interface Finding {
  readonly rule: RuleId;
  readonly place: Place;
  /** What was found there. */
  readonly message: string;
  /** Why the rule is there and what to do instead; the rule's own where it is left out. */
  readonly why?: string;
}

/** One rule. It judges the model and looks at nothing else. */
export interface Rule {
  readonly id: RuleId;
  /** What holds where nobody breaks it. */
  readonly statement: string;
  /** To whoever broke it: why it is there, and what to do instead. */
  readonly why: string;
  judge(project: ProjectModel, policy: Policy): readonly Finding[];
}
