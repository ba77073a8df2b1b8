import { Logger } from '@nestjs/common';
import type { QueueLoad, ServiceTimes } from '../service-times.js';
import { selectRunning, selectWaiting, type ClaimableRow } from '../sql/queue-queries.js';
import type { Claim, Deliverer, Work } from '../database/deliverer.js';
import { settleWithin } from '../database/settle-within.js';
import { WakefulLoop } from '../database/wakeful-loop.js';
import type { LeaseKeeper } from './lease-keeper.js';
import type { Reader } from './reader.js';

/** Most RUNNING jobs that are looked at for those that nobody holds: at every turn, and from time to time. */
const FEW_RUNNING = 32;
const MANY_RUNNING = 500;

interface Underway {
  readonly claim: Claim;
  readonly done: Promise<void>;
}

/** What the loop is made of. */
export interface DeliveryLoopParts {
  readonly reader: Reader;
  readonly keeper: LeaseKeeper;
  readonly deliverer: Deliverer;
  readonly times: ServiceTimes;
}

/** Keeps as many jobs at work as there may be, the oldest first. Sleeps until it is woken. */
export class DeliveryLoop {
  private readonly logger = new Logger(DeliveryLoop.name);
  private readonly loop = new WakefulLoop(
    () => this.fill(),
    (thrown) => {
      this.logger.warn(
        { cause: String(thrown) },
        'jobs could not be taken out of the queue; it is tried again',
      );
    },
  );
  private readonly underway = new Set<Underway>();
  private work: Work | null = null;
  private concurrency = 0;
  private looksFurther = false;

  constructor(private readonly parts: DeliveryLoopParts) {}

  get load(): QueueLoad {
    return { concurrency: this.concurrency, busy: this.underway.size };
  }

  start(work: Work, concurrency: number): void {
    if (this.work !== null) throw new Error('the queue is consumed already');
    this.work = work;
    this.concurrency = concurrency;
    this.parts.keeper.whenDeliverable(() => {
      this.looksFurther = true;
      this.wake();
    });
    this.wake();
  }

  /** To be called whenever there may be something to deliver. */
  wake(): void {
    this.loop.wake();
  }

  async stop(withinMs: number): Promise<void> {
    await this.loop.stop();
    await settleWithin(Promise.all([...this.underway].map(({ done }) => done)), withinMs);
    await Promise.all([...this.underway].map(({ claim }) => this.handBack(claim)));
  }

  private async fill(): Promise<void> {
    const { work } = this;
    const free = this.concurrency - this.underway.size;
    if (work === null || free <= 0) return;
    const jobs = await this.next(free);
    const claims = await Promise.allSettled(jobs.map((job) => this.parts.deliverer.claim(job)));
    for (const claim of claims) {
      if (claim.status === 'fulfilled' && claim.value !== null) this.begin(claim.value, work);
    }
    const failed = claims.find((claim) => claim.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    // somebody else took some of them: there may be others
    if (claims.some((claim) => claim.status === 'fulfilled' && claim.value === null)) this.wake();
  }

  /** The oldest jobs that may be delivered: those that wait, and those that nobody holds any more. */
  private async next(limit: number): Promise<readonly ClaimableRow[]> {
    const { reader, keeper } = this.parts;
    // those that were handed back come first, then those whose lease ended
    const running = await reader.all(
      selectRunning(reader.db, this.looksFurther ? MANY_RUNNING : FEW_RUNNING),
    );
    this.looksFurther = false;
    const waiting = await reader.all(selectWaiting(reader.db, limit));
    const unheld = running.filter((job) => keeper.judge(job) === 'deliver');
    return [...unheld, ...waiting].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  private begin(claim: Claim, work: Work): void {
    const underway = { claim, done: this.run(claim, work) };
    this.underway.add(underway);
    void underway.done.finally(() => {
      this.underway.delete(underway);
      this.wake();
    });
  }

  /** Never rejects. */
  private async run(claim: Claim, work: Work): Promise<void> {
    const { deliverer, times } = this.parts;
    const startedAt = performance.now();
    const outcome = await deliverer.deliver(claim, work);
    if (outcome === 'ended') {
      times.add(performance.now() - startedAt);
      return;
    }
    await this.loop.pause(); // before it may be delivered again
    if (outcome === 'not now') await this.handBack(claim);
    else await deliverer.giveUp(claim).catch(this.leaveToLease);
  }

  private async handBack(claim: Claim): Promise<void> {
    await this.parts.deliverer.handBack(claim).catch(this.leaveToLease);
  }

  private readonly leaveToLease = (thrown: unknown): void => {
    this.logger.warn(
      { cause: String(thrown) },
      'a job could not be handed back; it is delivered when its lease ends',
    );
  };
}
