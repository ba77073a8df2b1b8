import { until } from '../support/until.js';
import { HOMES, postgres, type HomeName, type JobsHome } from './support/job-homes.js';
import { openRaw } from './support/open-store.js';
import { spawnQueueServer } from './support/spawn-job-server.js';
import { Witness, type Life } from './support/witness.js';

/*
 * Something is killed twice in a row, at random moments, while jobs are submitted and worked on. With FULL=yes in the
 * environment it is done at full size, which takes some minutes, and tells its figures.
 */

const IS_FULL = process.env['FULL'] === 'yes';
const [JOBS, ROUNDS] = IS_FULL ? [1000, 5] : [250, 1];
const LIMIT_MS = ROUNDS * 120_000;
/**
 * Longest time from an attempt's start to the next one's, in milliseconds. The lease itself is a second; in PostgreSQL
 * it is pg-boss that notices a death, whose shortest heartbeat is ten seconds, looked after every few.
 */
const NOTICED_MS = 25_000;
const newHomeIn = new Map(HOMES);

/** Between 1 and four tenths of the jobs: twice that is said before all are done, and what a kill cuts off besides. */
const moment = (): number => 1 + Math.floor(Math.random() * JOBS * 0.4);

/** What happens to the jobs of one home. */
class Round {
  readonly witness = new Witness();
  /** After how many lines, or ends, each kill came. */
  readonly moments: number[] = [];
  /** Jobs as they were when they were first seen to be final. */
  private readonly finals = new Map<unknown, string>();
  private readonly startedAt = performance.now();

  constructor(readonly home: JobsHome) {}

  start(submits: number, works: number): Life {
    const settings = { ...this.home.settings, JOB_LEASE_MS: '1000', JOB_MAX_ATTEMPTS: '10' };
    return this.witness.hear(spawnQueueServer(settings, { submits, works }));
  }

  /** Submissions that were not acknowledged yet. */
  get left(): number {
    return JOBS - this.witness.acknowledged.size;
  }

  /** Kills one life after another; the last one lives. */
  async killTwice(start: () => Life): Promise<Life> {
    for (let time = 0; time < 2; time++) {
      const life = start();
      const after = moment();
      this.moments.push(after);
      await until(() => life.said >= after);
      await life.end('SIGKILL');
      await this.seeFinals();
    }
    return start();
  }

  /** Waits until every job is final. */
  async over(): Promise<void> {
    const unfinished = 'SELECT count(*) AS n FROM jobs WHERE completed_at IS NULL';
    await until(async () => this.left <= 0 && Number((await this.home.sql(unfinished))[0]?.['n']) === 0);
  }

  /** Everything that is not as it should be. */
  async offenders(): Promise<object> {
    const jobs = await this.home.sql('SELECT id, status, attempts, result FROM jobs');
    const steps = await this.stepsOfAll();
    const gaps = await this.gaps();
    const stored = new Set(jobs.map(({ id }) => id));
    this.tell(
      jobs.map(({ attempts }) => Number(attempts)),
      gaps.map(({ milliseconds }) => milliseconds),
    );
    return {
      moments: this.moments,
      changed: await this.seeFinals(),
      lost: [...this.witness.acknowledged].filter((id) => !stored.has(id)),
      endedTwice: this.witness.endedTwice(),
      stuck: gaps.filter(({ milliseconds }) => milliseconds > NOTICED_MS),
      wrong: jobs.filter(({ id, status, attempts, result }) => {
        const whole = JSON.stringify({ image: `image of ${String(id)}`, options: { of: id } });
        const path = ['PENDING', ...Array<string>(Number(attempts)).fill('RUNNING'), 'SUCCESS'].join(' ');
        return status !== 'SUCCESS' || result !== whole || steps.get(id) !== path;
      }),
    };
  }

  /** Remembers what is final now; gives back what was final before, and otherwise. */
  async seeFinals(): Promise<readonly unknown[]> {
    const rows = await this.home.sql('SELECT * FROM jobs WHERE completed_at IS NOT NULL');
    return rows.flatMap((row) => {
      const [now, before] = [JSON.stringify(row), this.finals.get(row['id'])];
      this.finals.set(row['id'], before ?? now);
      return before === undefined || before === now ? [] : [{ before, now }];
    });
  }

  /** How long each job that was begun again had waited for it. */
  private async gaps(): Promise<readonly { readonly id: unknown; readonly milliseconds: number }[]> {
    const begins = await this.home.sql(
      "SELECT job_id, at FROM job_events WHERE status = 'RUNNING' AND fraction IS NULL ORDER BY job_id, sequence",
    );
    return begins.flatMap(({ job_id: id, at }, index) => {
      const before = begins[index - 1];
      return before?.['job_id'] === id ? [{ id, milliseconds: Number(at) - Number(before?.['at']) }] : [];
    });
  }

  private async stepsOfAll(): Promise<ReadonlyMap<unknown, string>> {
    const all = new Map<unknown, string>();
    const events = await this.home.sql(
      'SELECT job_id, status FROM job_events WHERE fraction IS NULL ORDER BY job_id, sequence',
    );
    for (const { job_id: id, status } of events) {
      const before = all.get(id);
      all.set(id, before === undefined ? String(status) : `${before} ${String(status)}`);
    }
    return all;
  }

  private tell(attempts: readonly number[], gaps: readonly number[]): void {
    if (!IS_FULL) return;
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    const again = attempts.filter((count) => count > 1).length;
    process.stdout.write(
      `${expect.getState().currentTestName ?? ''}: killed after ${this.moments.join(' and ')}; ` +
        `${this.witness.acknowledged.size} jobs acknowledged, ${attempts.length} stored, ${again} begun again ` +
        `(at most ${Math.max(...attempts)} times, after at most ${Math.max(0, ...gaps)} ms), over after ${seconds} s\n`,
    );
  }
}

/** Plays it some times, each in a home of its own. */
async function play(name: HomeName, work: (round: Round) => Promise<readonly Life[]>): Promise<void> {
  for (let count = 0; count < ROUNDS; count++) {
    const home = await newHomeIn.get(name)?.();
    if (home === undefined) throw new Error(`there is no ${name}`);
    await (await home.open()).store.close();
    const round = new Round(home);
    const alive = await work(round);
    await round.over();
    await Promise.all(alive.map((life) => life.end('SIGTERM')));
    expect(await round.offenders()).toEqual({
      moments: round.moments,
      changed: [],
      lost: [],
      endedTwice: [],
      stuck: [],
      wrong: [],
    });
    expect(await home.images()).toEqual([]);
    const { DATA_DIR: dataDir } = home.settings;
    if (dataDir !== undefined) {
      expect(openRaw(dataDir).prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    }
  }
}

describe('jobs that were acknowledged are kept, end once and never change', () => {
  it(
    'when the server that keeps them in SQLite is killed twice',
    () => play('SQLite', async (round) => [await round.killTwice(() => round.start(round.left, 8))]),
    LIMIT_MS,
  );

  it(
    'when a server that keeps them in PostgreSQL is killed twice',
    () =>
      play('PostgreSQL', async (round) => {
        const worker = round.start(0, 8);
        return [worker, await round.killTwice(() => round.start(round.left, 0))];
      }),
    LIMIT_MS,
  );

  it(
    'when a worker is killed twice',
    () =>
      play('PostgreSQL', async (round) => {
        const server = round.start(JOBS, 0);
        return [server, await round.killTwice(() => round.start(0, 8))];
      }),
    LIMIT_MS,
  );

  it(
    'when PostgreSQL is killed twice, and started again',
    () =>
      play('PostgreSQL', async (round) => {
        const alive = [round.start(JOBS, 0), round.start(0, 8)];
        for (let time = 0; time < 2; time++) {
          const after = round.witness.ended.size + moment();
          round.moments.push(after);
          await until(() => round.witness.ended.size >= after);
          await postgres.stop('killed');
          await postgres.start();
          await round.seeFinals();
        }
        return alive;
      }),
    LIMIT_MS,
  );
});
