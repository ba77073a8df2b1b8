/** How long a section may measure. */
export interface Pace {
  /** How often contenders take their turns. */
  readonly rounds: number;
  /** Milliseconds of one turn, where turns are limited by time. */
  readonly roundMs: number;
  /** Whether this is a smoke run: its figures say that the bench works, and nothing else. */
  readonly isQuick: boolean;
}

export const FULL: Pace = Object.freeze({ rounds: 10, roundMs: 400, isQuick: false });
export const QUICK: Pace = Object.freeze({ rounds: 3, roundMs: 120, isQuick: true });
