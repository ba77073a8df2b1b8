import { Logger } from '@nestjs/common';
import type { JobAttempt, PgBoss } from 'pg-boss';
import { isFinalStatus } from '../job-transitions.js';
import type { LeaseRules } from '../lease.js';
import { lostWorkerError } from '../lost-worker-error.js';
import type { QueueLoad, ServiceTimes } from '../service-times.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { loseJob, selectLease, type ClaimableRow } from '../sql/queue-queries.js';
import type { Claim, Deliverer, Work } from '../database/deliverer.js';
import type { HeldRuns } from '../database/held-runs.js';
import { settleWithin } from '../database/settle-within.js';
import { WakefulLoop } from '../database/wakeful-loop.js';
import { QUEUE } from './open-boss.js';

/** How often it looks by itself, should it not have been told: of a dead worker's jobs nobody tells. */
const LOOK_MS = 2000;

/** What the loop is made of. */
export interface SharedDeliveryLoopParts {
  readonly boss: PgBoss;
  readonly reader: DatabaseReader;
  readonly writer: DatabaseWriter;
  readonly deliverer: Deliverer;
  readonly runs: HeldRuns;
  readonly times: ServiceTimes;
  readonly rules: LeaseRules;
  /** To be told of a job that was failed because its attempts are used up. */
  readonly onLost: (jobId: string) => void;
}

interface Underway {
  /** Of pg-boss: which delivery of which entry. */
  readonly entry: JobAttempt;
  readonly handedBack: PromiseWithResolvers<'handed back'>;
  done: Promise<void>;
}

/**
 * Keeps as many jobs of the shared queue at work as there may be. pg-boss delivers, hears that this process lives, and
 * delivers again what was not ended; the row of the job says whether and as which attempt it is run.
 */
export class SharedDeliveryLoop {
  private readonly logger = new Logger('DeliveryLoop');
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
  private timers: readonly NodeJS.Timeout[] = [];

  constructor(private readonly parts: SharedDeliveryLoopParts) {}

  get load(): QueueLoad {
    return { concurrency: this.concurrency, busy: this.underway.size };
  }

  start(work: Work, concurrency: number): void {
    if (this.work !== null) throw new Error('the queue is consumed already');
    this.work = work;
    this.concurrency = concurrency;
    const look = setInterval(() => {
      this.wake();
    }, LOOK_MS);
    const live = setInterval(
      () => {
        void this.tellAlive();
      },
      Math.ceil(this.parts.rules.leaseMs / 3),
    );
    this.timers = [look.unref(), live.unref()];
    this.wake();
  }

  /** To be called whenever there may be something to deliver. */
  wake(): void {
    this.loop.wake();
  }

  async stop(withinMs: number): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.loop.stop();
    const settled = Promise.all([...this.underway].map(({ done }) => done));
    await settleWithin(settled, withinMs);
    for (const { handedBack } of this.underway) handedBack.resolve('handed back');
    await settled;
  }

  private async fill(): Promise<void> {
    const free = this.concurrency - this.underway.size;
    if (this.work === null || free <= 0) return;
    const entries = await this.parts.boss.fetch(QUEUE, { batchSize: free, includeMetadata: true });
    for (const { id, retryCount } of entries) this.begin({ id, retryCount }, this.work);
  }

  private begin(entry: JobAttempt, work: Work): void {
    const underway: Underway = {
      entry,
      handedBack: Promise.withResolvers(),
      done: Promise.resolve(),
    };
    this.underway.add(underway);
    underway.done = this.run(underway, work)
      .catch((thrown: unknown) => {
        const details = { job_id: entry.id, cause: String(thrown) };
        this.logger.warn(details, 'a delivery was not brought to an end; it comes again when its lease ends');
      })
      .finally(() => {
        this.underway.delete(underway);
        this.wake();
      });
  }

  private async run(underway: Underway, work: Work): Promise<void> {
    const { boss } = this.parts;
    const isOver = await this.runOnce(underway, work);
    if (isOver) await boss.complete(QUEUE, underway.entry);
    else await boss.fail(QUEUE, underway.entry);
  }

  /** Whether the entry has done its service. */
  private async runOnce(underway: Underway, work: Work): Promise<boolean> {
    const { reader, deliverer, times, rules } = this.parts;
    const job = await reader.first(selectLease(reader.db, underway.entry.id));
    if (job === null || isFinalStatus(job.status)) return true;
    if (job.attempts - job.handed_back >= rules.maxAttempts) return this.lose(job);
    // null: its owner of before gave a sign of life in between
    const claim = await deliverer.claim(job);
    if (claim === null) return false;
    const startedAt = performance.now();
    const outcome = await Promise.race([deliverer.deliver(claim, work), underway.handedBack.promise]);
    if (outcome === 'ended') {
      times.add(performance.now() - startedAt);
      return true;
    }
    await this.endUnfinished(claim, outcome);
    return false;
  }

  private async endUnfinished(claim: Claim, outcome: 'not now' | 'failed' | 'handed back'): Promise<void> {
    const { deliverer } = this.parts;
    if (outcome !== 'handed back') await this.loop.pause();
    await (outcome === 'failed' ? deliverer.giveUp(claim) : deliverer.handBack(claim));
  }

  private async lose(job: ClaimableRow): Promise<boolean> {
    const { reader, writer, runs, onLost } = this.parts;
    const error = lostWorkerError(job.id, job.plugin, job.request_id);
    const lost = await writer.run(loseJob(reader.db, job, error, Date.now()));
    if (lost !== 1) return false;
    runs.revokeJob(job.id, 'the job is lost');
    onLost(job.id);
    return true;
  }

  /** Tells pg-boss that this process is at its deliveries. Who lost one hears it from the leases of the rows. */
  private async tellAlive(): Promise<void> {
    const entries = [...this.underway].map(({ entry }) => entry);
    if (entries.length === 0) return;
    try {
      await this.parts.boss.touch(QUEUE, entries);
    } catch (thrown) {
      this.logger.warn({ cause: String(thrown) }, 'the queue does not hear that this process lives');
    }
  }
}
