import { Logger } from '@nestjs/common';
import { Retention } from './retention.js';

beforeAll(() => {
  Logger.overrideLogger(false); // the warnings are meant
});

/** A history of which only the length is known. */
class History {
  readonly deletions: number[] = [];
  constructor(public length: number) {}

  deleteOldestFinished(limit: number): Promise<number> {
    const deleted = Math.min(limit, this.length);
    this.deletions.push(limit);
    this.length -= deleted;
    return Promise.resolve(deleted);
  }
}

describe('retention', () => {
  it('deletes in steps of at most a hundred', async () => {
    const history = new History(1250);
    await new Retention(history, 1000, 1250).settled();
    expect(history.deletions).toEqual([100, 100, 50]);
  });

  it('waits until there is a step to do', async () => {
    const history = new History(1000);
    const retention = new Retention(history, 1000, 1000);
    for (let job = 0; job < 300; job++) {
      history.length += 1;
      retention.jobFinished();
      await retention.settled();
    }
    expect(history.deletions[0]).toBeLessThanOrEqual(100);
    expect(history.deletions.length).toBeLessThanOrEqual(4);
    expect(history.length).toBeLessThan(1100);
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'sees a job that finishes %d turns after a deletion it is busy with',
    async (turns) => {
      const history = new History(2);
      const retention = new Retention(history, 1, 2);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      history.length += 1;
      retention.jobFinished();
      await new Promise((resolve) => setImmediate(resolve));
      expect(history.length).toBe(1);
    },
  );

  it('stops where there is nothing to delete, whatever it had counted', async () => {
    const history = new History(0);
    const retention = new Retention(history, 5, 50);
    await retention.settled();
    expect(history.deletions).toEqual([45]);
    retention.jobFinished();
    await retention.settled();
    expect(history.deletions[1]).toBe(1);
  });

  it('does not try again at every job where it cannot delete', async () => {
    let attempts = 0;
    const broken = {
      deleteOldestFinished: (): Promise<number> => {
        attempts += 1;
        return Promise.reject(new Error('not now'));
      },
    };
    const retention = new Retention(broken, 1000, 1100);
    await retention.settled();
    for (let job = 0; job < 200; job++) {
      retention.jobFinished();
      await retention.settled();
    }
    expect(attempts).toBe(3); // at the start, and once for each hundred jobs
  });
});
