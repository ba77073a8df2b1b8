/** When a plugin is taken out of service, and when it is tried again. */
export interface QuarantineRules {
  /** So many faults… */
  readonly faults: number;
  /** …within so many milliseconds take it out. */
  readonly withinMs: number;
  readonly firstTrialAfterMs: number;
  /** Every trial that fails doubles the time to the next, up to this. */
  readonly longestTrialAfterMs: number;
}

/** The rules of a server in use. */
export const QUARANTINE_RULES: QuarantineRules = Object.freeze({
  faults: 3,
  withinMs: 5 * 60_000,
  firstTrialAfterMs: 30_000,
  longestTrialAfterMs: 5 * 60_000,
});

/** What a plugin's faults add up to. */
export type QuarantineVerdict =
  | { readonly kind: 'in_service' }
  /** Out of service; `trialAt` is when one execution may try it. */
  | { readonly kind: 'out'; readonly trialAt: number }
  /** The time has come, and nobody is trying it yet. */
  | { readonly kind: 'trial_due' }
  /** One execution is trying it; all others wait for its outcome. */
  | { readonly kind: 'on_trial' };

/** What a trial told of the plugin. `untold`: nothing, its caller gave up. */
export type TrialOutcome = 'sound' | 'fault' | 'untold';

/**
 * A circuit breaker over the faults that cost a process: crashes, timeouts and memory kills.
 * What a plugin throws is no such fault. All times are milliseconds of one clock that never runs backwards.
 */
export class Quarantine {
  private faultTimes: number[] = [];
  private trialAt: number | null = null;
  private trialAfterMs: number;
  private onTrial = false;

  constructor(private readonly rules: QuarantineRules = QUARANTINE_RULES) {
    this.trialAfterMs = rules.firstTrialAfterMs;
  }

  /** Where the plugin stands at a time. */
  verdict(now: number): QuarantineVerdict {
    if (this.trialAt === null) return { kind: 'in_service' };
    if (this.onTrial) return { kind: 'on_trial' };
    return now >= this.trialAt ? { kind: 'trial_due' } : { kind: 'out', trialAt: this.trialAt };
  }

  /** An execution that was no trial cost a process. Takes the plugin out of service where it is one too many. */
  recordFault(now: number): void {
    this.faultTimes = [...this.faultTimes.filter((time) => now - time < this.rules.withinMs), now];
    if (this.faultTimes.length >= this.rules.faults) this.trialAt ??= now + this.trialAfterMs;
  }

  /** One execution takes the trial that is due; it must end it. */
  beginTrial(): void {
    this.onTrial = true;
  }

  endTrial(outcome: TrialOutcome, now: number): void {
    this.onTrial = false;
    switch (outcome) {
      case 'sound':
        this.lift();
        return;
      case 'fault':
        this.trialAfterMs = Math.min(this.trialAfterMs * 2, this.rules.longestTrialAfterMs);
        this.trialAt = now + this.trialAfterMs;
        return;
      case 'untold': // the next execution takes it
    }
  }

  /** Back in service, with a clean record. */
  lift(): void {
    this.trialAt = null;
    this.faultTimes = [];
    this.trialAfterMs = this.rules.firstTrialAfterMs;
  }
}
