/** Something that the specification demands, which at least one test shows to be so. */
export interface Requirement {
  /** What tests cite, in brackets in their name or in that of what they stand in: `[GATE-01]`. It does not change. */
  readonly id: string;
  /** Where the specification demands it. */
  readonly section: string;
  /** What is demanded, in our words. */
  readonly statement: string;
  /** Why no test shows it yet. Whatever has one is cited nowhere. */
  readonly open?: string;
}
