import { Logger } from '@nestjs/common';
import { judgeLease, type LeaseRules, type LeaseVerdict } from '../lease.js';
import { lostWorkerError } from '../lost-worker-error.js';
import { isFinalStatus } from '../job-transitions.js';
import {
  giveUpAll,
  loseJob,
  selectLease,
  selectRunning,
  selectUnfinishedSync,
  type ClaimableRow,
} from '../sql/queue-queries.js';
import type { HeldAttempt, HeldRuns } from '../database/held-runs.js';
import type { Reader } from './reader.js';
import { renewLeases } from './renew-leases.js';
import type { Writer } from './writer.js';

/** Most jobs that are looked at, or whose leases are renewed, at a time. */
const STEP = 500;

/** What leases are kept with. */
export interface LeaseKeeperParts {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly runs: HeldRuns;
  readonly rules: LeaseRules;
  /** To be told of a job that was failed for want of an owner. */
  readonly onLost: (jobId: string) => void;
}

/**
 * Renews the leases of what this process is at, and sees to what nobody is at: a job whose lease ran out, or whose
 * last write was lost.
 */
export class LeaseKeeper {
  private readonly logger = new Logger(LeaseKeeper.name);
  private readonly doubtful = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | null = null;
  private onDeliverable: () => void = () => undefined;

  constructor(private readonly parts: LeaseKeeperParts) {}

  /**
   * Takes over from a process that is gone: whoever opens the store is alone, so nothing in it is at work.
   *
   * @returns how many jobs were failed
   */
  async takeOver(): Promise<number> {
    const { reader, writer } = this.parts;
    await writer.run(giveUpAll(reader.db));
    let failed = await this.loseUnheld();
    for (;;) {
      const lost = await reader.all(selectUnfinishedSync(reader.db, STEP));
      if (lost.length === 0) return failed;
      await Promise.all(lost.map((job) => this.lose(job)));
      failed += lost.length;
    }
  }

  /** Begins to look after leases, three times in the length of one. */
  start(): void {
    const everyMs = Math.ceil(this.parts.rules.leaseMs / 3);
    this.timer = setInterval(() => {
      this.ticking ??= this.tick().finally(() => {
        this.ticking = null;
      });
    }, everyMs).unref();
  }

  /** Resolves when nothing is being looked after any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
  }

  /** @param listener told from time to time when there are jobs that may be delivered again */
  whenDeliverable(listener: () => void): void {
    this.onDeliverable = listener;
  }

  /** A write about a job was lost: it is looked at before long, and failed if nobody is at it. */
  doubt(jobId: string): void {
    this.doubtful.add(jobId);
  }

  /** What is to become of a job that is RUNNING. */
  judge(job: ClaimableRow): LeaseVerdict {
    if (job.run_id !== null && this.parts.runs.has(job.run_id)) return 'held';
    const { kind, attempts } = job;
    const leased = { kind, attempts, handedBack: job.handed_back, leasedUntil: job.leased_until };
    return judgeLease(leased, Date.now(), this.parts.rules);
  }

  private async tick(): Promise<void> {
    try {
      await this.renew();
      await this.settleDoubts();
      await this.loseUnheld();
    } catch (thrown) {
      this.logger.warn({ cause: String(thrown) }, 'leases could not be looked after; it is tried again');
    }
    this.onDeliverable();
  }

  private async renew(): Promise<void> {
    const held = [...this.parts.runs.all()];
    for (let at = 0; at < held.length; at += STEP) {
      const step = held.slice(at, at + STEP);
      const until = Date.now() + this.parts.rules.leaseMs;
      const renewed = await this.parts.writer.run(renewLeases(this.parts.reader.db, step, until));
      if (renewed < step.length) await this.revokeLost(step);
    }
  }

  /** Takes those attempts from who is at them that are no longer theirs. */
  private async revokeLost(held: readonly HeldAttempt[]): Promise<void> {
    const { reader, runs } = this.parts;
    for (const { runId, jobId } of held) {
      const job = await reader.first(selectLease(reader.db, jobId));
      const isTheirs = job?.run_id === runId && job.leased_until !== null;
      // one that began just now is on its way to the store
      const isBeginning = job !== null && job.run_id === null && !isFinalStatus(job.status);
      if (!isTheirs && !isBeginning) runs.revoke(runId, 'the job is no longer this attempt’s');
    }
  }

  private async settleDoubts(): Promise<void> {
    const { reader, runs } = this.parts;
    for (const jobId of this.doubtful) {
      const job = await reader.first(selectLease(reader.db, jobId));
      const isSettled = job === null || isFinalStatus(job.status) || job.kind !== 'sync';
      if (!isSettled && (job.run_id === null || !runs.has(job.run_id))) await this.lose(job);
      this.doubtful.delete(jobId);
    }
  }

  private async loseUnheld(): Promise<number> {
    const { reader } = this.parts;
    const running = await reader.all(selectRunning(reader.db, STEP));
    const lost = running.filter((job) => this.judge(job) === 'lose');
    await Promise.all(lost.map((job) => this.lose(job)));
    return lost.length;
  }

  private async lose(job: ClaimableRow): Promise<void> {
    const { reader, writer, onLost } = this.parts;
    const error = lostWorkerError(job.id, job.plugin, job.request_id);
    if ((await writer.run(loseJob(reader.db, job, error, Date.now()))) === 1) onLost(job.id);
  }
}
