/** Figures side by side. */
export interface FigureTable {
  /** What they are and in which unit. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A goal and what was reached. */
export interface Goal {
  readonly what: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  readonly reached: number;
  /** `x` of what it is compared to, `ms`, … */
  readonly unit: string;
}

/** What a section found. */
export interface SectionResult {
  readonly tables: readonly FigureTable[];
  readonly goals: readonly Goal[];
}
