import type { Fact, InputFacts, KeyedRequest, Mark } from './marks.ts';

/** What was told of one job until the power went. */
export interface JobHistory {
  readonly asked: Set<Fact['is']>;
  readonly acknowledged: Set<Fact['is']>;
  /** Of a queued job. */
  input: InputFacts | null;
  /** What was asked to be stored as its result, JSON. */
  result: string | null;
}

/** What was told of one idempotency key until the power went. */
export interface KeyHistory {
  readonly request: KeyedRequest;
  isBegun: boolean;
  /** What was asked to be stored, and whether that was acknowledged. */
  answer: { readonly body: string; readonly isAcknowledged: boolean } | null;
}

/** Everything that was told until the power went. */
export class History {
  readonly jobs = new Map<string, JobHistory>();
  readonly keys = new Map<string, KeyHistory>();

  add({ told, fact }: Mark): void {
    if ('request' in fact) this.addOfKey(told, fact);
    else this.addOfJob(told, fact);
  }

  private addOfJob(told: Mark['told'], fact: Exclude<Fact, { request: KeyedRequest }>): void {
    const known = this.jobs.get(fact.id);
    const job = known ?? { asked: new Set(), acknowledged: new Set(), input: null, result: null };
    this.jobs.set(fact.id, job);
    job[told].add(fact.is);
    if (fact.is === 'queued') job.input = fact.input;
    if (fact.is === 'succeeded') job.result = fact.result;
  }

  private addOfKey(told: Mark['told'], fact: Extract<Fact, { request: KeyedRequest }>): void {
    const { request } = fact;
    const key = this.keys.get(request.key) ?? { request, isBegun: false, answer: null };
    this.keys.set(request.key, key);
    const isAcknowledged = told === 'acknowledged';
    if (fact.is === 'answered') key.answer = { body: fact.answer, isAcknowledged };
    else if (isAcknowledged) key.isBegun = true;
  }
}
