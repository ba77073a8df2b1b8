import { GatehouseError } from '@gatehouse/errors';
import { Quarantine, type QuarantineRules } from './quarantine.js';
import { trialOutcome } from './trial-outcome.js';

/** One execution, as the record sees it: whether it is the trial of a plugin that was out of service. */
export interface Attempt {
  readonly isTrial: boolean;
}

/** How long a caller is told to wait while somebody else's execution tries the plugin. */
const TRIAL_RETRY_MS = 1000;

/** What a plugin's executions tell of it: whether it is in service, and if not, why and until when. */
export class ServiceRecord {
  private readonly quarantine: Quarantine;
  private reason = '';

  constructor(
    private readonly plugin: string,
    rules: QuarantineRules,
  ) {
    this.quarantine = new Quarantine(rules);
  }

  /** Whether the next execution tries a plugin that was out of service. */
  get trialIsDue(): boolean {
    return this.quarantine.verdict(performance.now()).kind === 'trial_due';
  }

  /** Why it is out of service and when it is tried again; null while it is in service or on trial. */
  get outOfService(): string | null {
    const { kind } = this.quarantine.verdict(performance.now());
    return kind === 'out' || kind === 'trial_due' ? this.reason : null;
  }

  /** When an execution may try it again; null while it is in service. */
  get nextTrialAt(): Date | null {
    const now = performance.now();
    const verdict = this.quarantine.verdict(now);
    if (verdict.kind === 'in_service') return null;
    return new Date(Date.now() + (verdict.kind === 'out' ? verdict.trialAt - now : 0));
  }

  /** @throws GatehouseError `PLUGIN_UNAVAILABLE` while it is out of service, or on somebody else's trial */
  requireInService(): void {
    const now = performance.now();
    const verdict = this.quarantine.verdict(now);
    if (verdict.kind === 'in_service' || verdict.kind === 'trial_due') return;
    const retryAfterMs = verdict.kind === 'out' ? Math.ceil(verdict.trialAt - now) : TRIAL_RETRY_MS;
    const { plugin, reason } = this;
    throw new GatehouseError('PLUGIN_UNAVAILABLE', { plugin, reason }, { plugin, retryAfterMs });
  }

  /**
   * An execution begins. It must end.
   *
   * @throws GatehouseError as {@link requireInService}
   */
  begin(): Attempt {
    this.requireInService();
    const isTrial = this.trialIsDue;
    if (isTrial) this.quarantine.beginTrial();
    return { isTrial };
  }

  /** An execution ended. */
  end({ isTrial }: Attempt): void {
    if (isTrial) this.quarantine.endTrial('sound', performance.now());
  }

  /** An execution ended by throwing. */
  fail({ isTrial }: Attempt, thrown: unknown): void {
    const now = performance.now();
    const outcome = trialOutcome(thrown);
    if (isTrial) this.quarantine.endTrial(outcome, now);
    else if (outcome === 'fault') this.quarantine.recordFault(now);
    if (outcome === 'fault') this.explain(thrown instanceof Error ? thrown.message : String(thrown));
  }

  /** A fault that belongs to no attempt. */
  noteFault(message: string): void {
    this.quarantine.recordFault(performance.now());
    this.explain(message);
  }

  private explain(last: string): void {
    const { outOfService, nextTrialAt } = this;
    if (outOfService === null || nextTrialAt === null) return;
    this.reason =
      `It cost the server too much too often, so it is out of service; the last time: ${last} ` +
      `The first request after ${nextTrialAt.toISOString()} tries it again.`;
  }
}
