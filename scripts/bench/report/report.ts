import type { SectionName } from '../sections/catalogue.ts';
import type { SectionResult } from './section-result.ts';

/** Where and when a section ran. */
export interface Run {
  /** The day, ISO 8601. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly command: string;
  /** What the machine's load was before: whole processors that were busy, of the last minute. */
  readonly load: number;
  readonly seconds: number;
}

/** What a section found when it last ran. */
export type KeptResult = SectionResult & { readonly run: Run };

/** What docs/benchmarks.json holds: each section as it last ran. */
export type Report = Readonly<Partial<Record<SectionName, KeptResult>>>;
