/** One line of the checklist. */
export interface AuditLine {
  /** Does not change. The letter is that of its section. */
  readonly id: string;
  /** What holds where it is well. */
  readonly statement: string;
  /** What shows it: each ends with 0 where it holds, and with something else where it does not. */
  readonly commands: readonly [string, ...string[]];
}

/** A section of the checklist. */
export interface AuditSection {
  readonly letter: string;
  readonly title: string;
  readonly lines: readonly AuditLine[];
}
