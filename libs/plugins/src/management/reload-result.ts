/** What a reload did with one plugin. */
export const RELOAD_OUTCOME = Object.freeze({
  /** New code serves. */
  RELOADED: 'reloaded',
  /** It was not there before. */
  ADDED: 'added',
  /** Its folder is gone, and so is the plugin. */
  REMOVED: 'removed',
  /** The new code cannot run. Where the old one can, it keeps serving. */
  FAILED: 'failed',
} as const);

/** What a reload did with one plugin. */
export type ReloadOutcome = (typeof RELOAD_OUTCOME)[keyof typeof RELOAD_OUTCOME];

/** What a reload came to, for one plugin. */
export interface ReloadResult {
  readonly name: string;
  readonly outcome: ReloadOutcome;
  /** Why the new code cannot run; else null. */
  readonly reason: string | null;
}
