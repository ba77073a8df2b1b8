import { judgeMembers } from './judge-members.ts';
import type { Rule } from './rule.ts';

/** A plugin's `run` is mentioned where the policy says, and nowhere else. */
export const oneCaller: Rule = {
  id: 'EXE001',
  statement: 'A plugin’s run is mentioned in tool-runner.ts, and in each link behind it once.',
  why: 'Every execution passes one gate, which validates, limits, counts and envelopes it. Call AnalysisExecutionService.analyze.',
  judge: (project, policy) => judgeMembers('EXE001', project, policy),
};
