/** One small wrong change of a source file, which the tests should notice. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** What stands there, and what stands there instead: one line each. */
  readonly from: string;
  readonly to: string;
  /** The whole file with the change. */
  readonly text: string;
}
