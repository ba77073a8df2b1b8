import { oneCaller } from './exe001-one-caller.ts';
import { noOtherHolder } from './exe002-no-other-holder.ts';
import { signature } from './exe003-signature.ts';
import { metrics } from './exe004-metrics.ts';
import { states } from './exe005-states.ts';
import { downward } from './exe006-downward.ts';
import { facade } from './exe007-facade.ts';
import { typed } from './exe008-typed.ts';
import { sound } from './exe009-sound.ts';
import type { Rule } from './rule.ts';

/** Every rule, by id. */
export const allRules: readonly Rule[] = [
  oneCaller,
  noOtherHolder,
  signature,
  metrics,
  states,
  downward,
  facade,
  typed,
  sound,
];
