import type { Pace } from '../measure/pace.ts';
import type { SectionResult } from '../report/section-result.ts';

/** What a section is given. */
export interface Bench {
  readonly pace: Pace;
  /** Says how far it is. */
  readonly tell: (line: string) => void;
}

/** Measures one thing. */
export type Section = (bench: Bench) => Promise<SectionResult>;
