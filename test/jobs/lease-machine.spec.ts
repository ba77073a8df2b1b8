import fc from 'fast-check';
import type { Compilable } from 'kysely';
import type { JobStatus } from '@gatehouse/contracts';
import { newJobId } from '@gatehouse/jobs';
import { judgeLease, type LeaseVerdict } from '../../libs/jobs/src/lease.js';
import { cancelJob, finishJob, insertJob } from '../../libs/jobs/src/sql/job-queries.js';
import {
  claimJob,
  giveUp,
  handBack,
  insertInput,
  loseJob,
  selectLease,
  type ClaimableRow,
} from '../../libs/jobs/src/sql/queue-queries.js';
import type { DatabaseWriter } from '../../libs/jobs/src/sql/database-access.js';
import { HOMES, type BareDatabase } from './support/job-homes.js';
import { ERROR, FAILED, newJob, SUCCESS } from './support/open-store.js';

const RULES = { leaseMs: 100, maxAttempts: 2 };
const JOBS = 2;
const WORKERS = 2;

/** A queued job as it should be; null before it was submitted. */
interface ModelJob {
  readonly status: JobStatus;
  readonly runId: string | null;
  readonly leasedUntil: number | null;
  readonly attempts: number;
  readonly handedBack: number;
  readonly code: string | null;
}

/** Somebody who works on jobs: what it last saw of each, and the attempt it believes to be at. */
interface Worker {
  seen: readonly (ClaimableRow | null)[];
  at: { readonly job: number; readonly runId: string } | null;
}

type Step =
  | { readonly does: 'submit'; readonly job: number }
  | { readonly does: 'cancel'; readonly job: number }
  | { readonly does: 'look' | 'claim' | 'take' | 'lose'; readonly worker: number; readonly job: number }
  | {
      readonly does: 'renew' | 'succeed' | 'fail' | 'hand back' | 'give up' | 'crash';
      readonly worker: number;
    }
  | { readonly does: 'wait'; readonly ms: number };

const job = fc.nat({ max: JOBS - 1 });
const worker = fc.nat({ max: WORKERS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('submit' as const), job }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('cancel' as const), job }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('look' as const), worker, job }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom('claim' as const, 'take' as const, 'lose' as const),
      worker,
      job,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'renew' as const,
        'succeed' as const,
        'fail' as const,
        'hand back' as const,
        'give up' as const,
        'crash' as const,
      ),
      worker,
    }),
  },
  // clocks are set back as well as forward
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: -400, max: 400 }) }),
  },
);

const isOpen = (now: ModelJob | null): now is ModelJob =>
  now?.status === 'PENDING' || now?.status === 'RUNNING';
const verdictOn = (row: ClaimableRow, now: number): LeaseVerdict =>
  row.status === 'PENDING'
    ? 'deliver'
    : judgeLease({ ...row, handedBack: row.handed_back, leasedUntil: row.leased_until }, now, RULES);

/** One run of steps, in the model and in the database. */
class Machine {
  private readonly ids = Array.from({ length: JOBS }, newJobId);
  private readonly workers: Worker[] = Array.from({ length: WORKERS }, () => ({ seen: [], at: null }));
  private readonly model: (ModelJob | null)[] = Array.from({ length: JOBS }, () => null);
  private now = 1_000_000;
  private runs = 0;

  constructor(
    private readonly database: BareDatabase,
    private readonly writers: readonly DatabaseWriter[],
  ) {}

  private get reader(): BareDatabase['reader'] {
    return this.database.reader;
  }

  async perform(step: Step): Promise<void> {
    if (step.does === 'wait') this.now += step.ms;
    else if (step.does === 'submit') await this.submit(step.job);
    else if (step.does === 'cancel') await this.cancel(step.job);
    else if (step.does === 'take') {
      await this.onJob('look', step.worker, step.job);
      await this.onJob('claim', step.worker, step.job);
    } else if (step.does === 'look' || step.does === 'claim' || step.does === 'lose') {
      await this.onJob(step.does, step.worker, step.job);
    } else await this.onAttempt(step.does, step.worker);
    const spent = this.model.map((now) => (now === null ? 0 : now.attempts - now.handedBack));
    expect(Math.max(...spent)).toBeLessThanOrEqual(RULES.maxAttempts);
    expect(await this.observed()).toEqual(this.model);
  }

  private async submit(job: number): Promise<void> {
    const id = this.ids[job] ?? '';
    const input = {
      job_id: id,
      mime_type: null,
      options: '{}',
      bytes: 1,
      max_attempts: 1,
      trace_context: null,
    };
    const insertions = [
      insertJob(this.reader.db, newJob({ id }), 'queued', this.now),
      insertInput(this.reader.db, input),
    ];
    const isStored = await this.writers[0]?.runAll(insertions).then(
      () => true,
      () => false,
    );
    expect(isStored).toBe(this.model[job] === null);
    this.model[job] ??= {
      status: 'PENDING',
      runId: null,
      leasedUntil: null,
      attempts: 0,
      handedBack: 0,
      code: null,
    };
  }

  private async cancel(job: number): Promise<void> {
    const now = this.model[job] ?? null;
    await this.run(0, cancelJob(this.reader.db, this.ids[job] ?? '', ERROR, this.now), isOpen(now));
    if (isOpen(now)) this.model[job] = { ...now, status: 'FAILED', leasedUntil: null, code: 'PLUGIN_THREW' };
  }

  private async onJob(does: 'look' | 'claim' | 'lose', index: number, job: number): Promise<void> {
    const worker = this.workers[index];
    if (worker === undefined) return;
    if (does === 'look') {
      const row = await this.reader.first(selectLease(this.reader.db, this.ids[job] ?? ''));
      worker.seen = this.model.map((_, other) => (other === job ? row : (worker.seen[other] ?? null)));
      return;
    }
    const seen = worker.seen[job] ?? null;
    const now = this.model[job] ?? null;
    if (seen === null || now === null || (seen.status !== 'PENDING' && seen.status !== 'RUNNING')) return;
    const isAsSeen =
      seen.status === now.status && seen.run_id === now.runId && seen.leased_until === now.leasedUntil;
    const verdict = verdictOn(seen, this.now);
    if (does === 'claim' && verdict === 'deliver' && worker.at === null) {
      const runId = `run-${++this.runs}`;
      const until = this.now + RULES.leaseMs;
      await this.run(index, claimJob(this.reader.db, seen, runId, this.now, until), isAsSeen);
      if (!isAsSeen) return;
      worker.at = { job, runId };
      this.model[job] = { ...now, status: 'RUNNING', runId, leasedUntil: until, attempts: now.attempts + 1 };
    } else if (does === 'lose' && verdict === 'lose') {
      await this.run(index, loseJob(this.reader.db, seen, ERROR, this.now), isAsSeen);
      if (isAsSeen) this.model[job] = { ...now, status: 'FAILED', leasedUntil: null, code: 'PLUGIN_THREW' };
    }
  }

  private async onAttempt(
    does: 'renew' | 'succeed' | 'fail' | 'hand back' | 'give up' | 'crash',
    index: number,
  ): Promise<void> {
    const worker = this.workers[index];
    if (worker?.at == null) return;
    const { job, runId } = worker.at;
    const id = this.ids[job] ?? '';
    const now = this.model[job] ?? null;
    const isTheirs = now?.status === 'RUNNING' && now.runId === runId && now.leasedUntil !== null;
    const become = (next: Partial<ModelJob>): void => {
      if (isTheirs) this.model[job] = { ...now, ...next };
    };
    if (does === 'renew') {
      const until = this.now + RULES.leaseMs;
      await this.run(index, this.database.renewal([{ jobId: id, runId }], until), isTheirs);
      become({ leasedUntil: until });
      return;
    }
    // a worker that says something wrong says it again, so only some of these make it forget the attempt
    if (does === 'crash') worker.at = null;
    if (does === 'succeed') {
      await this.run(index, finishJob(this.reader.db, id, runId, SUCCESS, this.now), isTheirs);
      become({ status: 'SUCCESS', leasedUntil: null });
    } else if (does === 'fail') {
      await this.run(index, finishJob(this.reader.db, id, runId, FAILED, this.now), isTheirs);
      become({ status: 'FAILED', leasedUntil: null, code: 'PLUGIN_THREW' });
    } else if (does === 'hand back') {
      await this.run(index, handBack(this.reader.db, id, runId), isTheirs);
      become({ leasedUntil: null, handedBack: (now?.handedBack ?? 0) + 1 });
    } else if (does === 'give up') {
      await this.run(index, giveUp(this.reader.db, id, runId), isTheirs);
      become({ leasedUntil: null });
    }
  }

  private async run(writer: number, query: Compilable, takesEffect: boolean): Promise<void> {
    expect(await this.writers[writer]?.run(query)).toBe(takesEffect ? 1 : 0);
  }

  private async observed(): Promise<readonly (ModelJob | null)[]> {
    return Promise.all(
      this.ids.map(async (id) => {
        const row = await this.reader.first(
          this.reader.db.selectFrom('jobs').selectAll().where('id', '=', id).limit(1),
        );
        if (row === null) return null;
        const { status, run_id: runId, leased_until: leasedUntil, attempts, handed_back: handedBack } = row;
        return { status, runId, leasedUntil, attempts, handedBack, code: row.error_code };
      }),
    );
  }
}

describe.each(HOMES)(
  'a queued job in %s, whoever does what to it and whatever the clock says',
  (_name, newHome) => {
    let database: BareDatabase;
    let writers: readonly DatabaseWriter[];

    beforeAll(async () => {
      database = await (await newHome()).openBare();
      writers = Array.from({ length: WORKERS }, () => database.newWriter());
    });

    it('is where the model says, and what a stale owner says takes no effect', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60, size: 'max' }), async (steps) => {
          const machine = new Machine(database, writers);
          for (const step of steps) await machine.perform(step);
        }),
        { numRuns: 200 },
      );
    }, 120_000);

    it('is claimed by exactly one of many who saw it at the same time', async () => {
      const { reader } = database;
      for (let round = 0; round < 50; round++) {
        const id = newJobId();
        const input = {
          job_id: id,
          mime_type: null,
          options: '{}',
          bytes: 1,
          max_attempts: 1,
          trace_context: null,
        };
        await writers[0]?.runAll([
          insertJob(reader.db, newJob({ id }), 'queued', 1),
          insertInput(reader.db, input),
        ]);
        const row = await reader.first(selectLease(reader.db, id));
        if (row === null) throw new Error('it was stored');
        const claims = await Promise.all(
          writers.flatMap((writer, index) =>
            [0, 1, 2].map((n) => writer.run(claimJob(reader.db, row, `run-${index}-${n}`, 1, 2))),
          ),
        );
        expect(claims.filter((changes) => changes === 1)).toHaveLength(1);
      }
    });
  },
);
