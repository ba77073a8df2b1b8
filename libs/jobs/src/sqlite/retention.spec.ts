import { Logger } from '@nestjs/common';
import type { FinishedJob } from '../retention-step.js';
import { Retention, type DatabaseSize, type RetentionStore } from './retention.js';

beforeAll(() => {
  Logger.overrideLogger(false); // the warnings are meant
});

const PAGE = 1000;
const JOB: FinishedJob = { completedAt: Date.now(), bytes: PAGE };
const FREE_BOUNDS = { count: 1_000_000, days: 36_500, bytes: 2 ** 40 };

/** A history without anything around it; each job takes a page, and pages that are free stay until they are given back. */
class History implements RetentionStore {
  readonly deletions: number[] = [];
  private pages: number;

  constructor(public jobs: readonly FinishedJob[]) {
    this.pages = jobs.length;
  }

  add(job: FinishedJob): void {
    this.jobs = [...this.jobs, job];
    this.pages = Math.max(this.pages, this.jobs.length);
  }

  size(): Promise<DatabaseSize> {
    return Promise.resolve({ file: this.pages * PAGE, used: this.jobs.length * PAGE });
  }

  oldestFinished(limit: number): Promise<readonly FinishedJob[]> {
    return Promise.resolve(this.jobs.slice(0, limit));
  }

  deleteOldestFinished(limit: number): Promise<number> {
    const deleted = Math.min(limit, this.jobs.length);
    this.deletions.push(limit);
    this.jobs = this.jobs.slice(limit);
    return Promise.resolve(deleted);
  }

  shrink(): Promise<boolean> {
    if (this.pages === this.jobs.length) return Promise.resolve(false);
    this.pages = Math.max(this.jobs.length, this.pages - 10);
    return Promise.resolve(true);
  }
}

const historyOf = (length: number): History => new History(Array.from({ length }, () => JOB));

async function finish(history: History, retention: Retention, jobs: number): Promise<void> {
  for (let job = 0; job < jobs; job++) {
    history.add(JOB);
    retention.jobFinished();
    await retention.stop();
  }
}

describe('retention', () => {
  it('deletes in steps of at most a hundred', async () => {
    const history = historyOf(1250);
    const retention = new Retention(history, { ...FREE_BOUNDS, count: 1000 }, 1250);
    retention.start();
    await retention.stop();
    expect(history.deletions).toEqual([100, 100, 50]);
  });

  it('waits until there is a step to do', async () => {
    const history = historyOf(1000);
    const retention = new Retention(history, { ...FREE_BOUNDS, count: 1000 }, 1000);
    await finish(history, retention, 300);
    expect(history.deletions[0]).toBeLessThanOrEqual(100);
    expect(history.deletions.length).toBeLessThanOrEqual(4);
    expect(history.jobs.length).toBeLessThan(1100);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'sees a job that finishes %d turns after a deletion it is busy with',
    async (turns) => {
      const history = historyOf(2);
      const retention = new Retention(history, { ...FREE_BOUNDS, count: 1 }, 2);
      retention.start();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      history.add(JOB);
      retention.jobFinished();
      await retention.stop();
      expect(history.jobs.length).toBe(1);
    },
  );

  it('stops where there is nothing to delete, whatever it had counted', async () => {
    const history = historyOf(0);
    const retention = new Retention(history, { ...FREE_BOUNDS, count: 5 }, 50);
    retention.start();
    await retention.stop();
    expect(history.deletions).toEqual([]);
    await finish(history, retention, 2);
    expect(history.jobs).toHaveLength(2);
  });

  it('keeps the file within its bound, and brings one that is larger there', async () => {
    const history = historyOf(500);
    const retention = new Retention(history, { ...FREE_BOUNDS, bytes: 200 * PAGE }, 500);
    retention.start();
    await retention.stop();
    expect(await history.size()).toEqual({ file: 200 * PAGE, used: 200 * PAGE });
    await finish(history, retention, 100);
    expect((await history.size()).file).toBeLessThanOrEqual(220 * PAGE);
  });

  it('deletes what ended too long ago', async () => {
    const longAgo = { ...JOB, completedAt: Date.now() - 3 * 86_400_000 };
    const history = new History([...Array.from({ length: 250 }, () => longAgo), JOB, JOB]);
    const retention = new Retention(history, { ...FREE_BOUNDS, days: 2 }, 252);
    retention.start();
    await retention.stop();
    expect(history.jobs).toEqual([JOB, JOB]);
  });

  it('does not try again at every job where it cannot delete', async () => {
    const history = historyOf(1100);
    let attempts = 0;
    history.deleteOldestFinished = () => {
      attempts += 1;
      return Promise.reject(new Error('not now'));
    };
    const retention = new Retention(history, { ...FREE_BOUNDS, count: 1000 }, 1100);
    retention.start();
    await retention.stop();
    await finish(history, retention, 200);
    expect(attempts).toBe(3); // at the start, and once for each hundred jobs
  });
});
