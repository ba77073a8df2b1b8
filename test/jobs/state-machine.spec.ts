import fc from 'fast-check';
import type { JobStatus } from '@gatehouse/contracts';
import { newJobId, type JobFinal, type JobStore } from '@gatehouse/jobs';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { ERROR, newJob } from './support/open-store.js';

/** A job as it should be, or null before it was made. */
interface ModelJob {
  readonly status: JobStatus;
  readonly runId: string | null;
  readonly attempts: number;
  readonly outcome: string | null;
}

type Model = readonly (ModelJob | null)[];

/** One thing that somebody does to one of a few jobs; `run` of null stands for "never started". */
type Step =
  | { readonly does: 'create'; readonly job: number }
  | { readonly does: 'start'; readonly job: number; readonly run: string }
  | {
      readonly does: 'finish';
      readonly job: number;
      readonly run: string | null;
      readonly to: 'SUCCESS' | 'FAILED';
      readonly says: string;
    };

/** What somebody with an SQL shell tries; none of it may change anything. */
interface Tampering {
  readonly does: 'tamper';
  readonly job: number;
  readonly sql: string;
}

const JOBS = 3;
const job = fc.nat({ max: JOBS - 1 });
const run = fc.constantFrom('run-a', 'run-b', 'run-c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('create' as const), job }),
  fc.record({ does: fc.constant('start' as const), job, run }),
  fc.record({
    does: fc.constant('finish' as const),
    job,
    run: fc.option(run),
    to: fc.constantFrom('SUCCESS' as const, 'FAILED' as const),
    says: fc.string({ maxLength: 8 }),
  }),
);
const tampering: fc.Arbitrary<Tampering> = fc.record({
  does: fc.constant('tamper' as const),
  job,
  sql: fc.constantFrom(
    `UPDATE jobs SET status = 'DONE' WHERE id = ?`,
    `UPDATE jobs SET status = 'SUCCESS', result = '{}' WHERE id = ?`,
    `UPDATE jobs SET run_id = 'thief' WHERE id = ?`,
    `UPDATE OR REPLACE jobs SET plugin = 'other' WHERE id = ?`,
    `UPDATE OR IGNORE jobs SET attempts = attempts + 1 WHERE id = ?`,
    `UPDATE jobs SET cancelled = 1, completed_at = 1 WHERE id = ?`,
    `INSERT OR REPLACE INTO jobs (id, plugin, status, cancelled, attempts, created_at) SELECT id, 'other', 'PENDING', 0, 0, 1 FROM jobs WHERE id = ?`,
    `INSERT INTO jobs (id, plugin, status, cancelled, attempts, created_at) VALUES (? || 'x', 'other', 'RUNNING', 0, 0, 1)`,
    `DELETE FROM jobs WHERE id = ? AND status IN ('PENDING', 'RUNNING')`,
  ),
});

/** What a step should do: the jobs after it, and whether it should take effect. */
function foresee(model: Model, step: Step): readonly [next: Model, takesEffect: boolean] {
  const now = model[step.job] ?? null;
  const next = after(now, step);
  return next === null ? [model, false] : [model.with(step.job, next), true];
}

function after(now: ModelJob | null, step: Step): ModelJob | null {
  switch (step.does) {
    case 'create':
      return now === null ? { status: 'PENDING', runId: null, attempts: 0, outcome: null } : null;
    case 'start':
      return now?.status === 'PENDING'
        ? { status: 'RUNNING', runId: step.run, attempts: 1, outcome: null }
        : null;
    case 'finish': {
      if (now?.outcome !== null || now.runId !== step.run) return null;
      if (now.status === 'PENDING' && step.to === 'SUCCESS') return null;
      return { ...now, status: step.to, outcome: step.says };
    }
  }
}

const finalOf = (to: 'SUCCESS' | 'FAILED', says: string): JobFinal =>
  to === 'SUCCESS'
    ? { status: to, result: { says }, executionTimeMs: 1 }
    : { status: to, error: { ...ERROR, message: says }, cancelled: false, executionTimeMs: null };

/** Does a step to the store; resolves with whether it took effect. */
async function perform(store: JobStore, ids: readonly string[], step: Step): Promise<boolean> {
  const id = ids[step.job] ?? '';
  switch (step.does) {
    case 'create':
      return store.create(newJob({ id })).then(
        () => true,
        () => false,
      );
    case 'start':
      return store.start(id, step.run);
    case 'finish':
      return store.finish(id, step.run, finalOf(step.to, step.says));
  }
}

async function observe(store: JobStore, home: JobsHome, ids: readonly string[]): Promise<Model> {
  return Promise.all(
    ids.map(async (id): Promise<ModelJob | null> => {
      const found = await store.findWithResult(id);
      if (found === null) return null;
      const [row] = await home.sql('SELECT run_id FROM jobs WHERE id = ?', id);
      return {
        status: found.status,
        attempts: found.attempts,
        runId: (row?.['run_id'] ?? null) as string | null, // a text column
        outcome: (found.result?.['says'] ?? found.error?.message ?? null) as string | null, // `finalOf` put a text there
      };
    }),
  );
}

async function tamper(home: JobsHome, id: string, sql: string): Promise<void> {
  try {
    await home.sql(sql, id);
  } catch {
    // refused, as it should be; whether it changed anything is what the model tells
  }
}

const freshIds = (): readonly string[] => Array.from({ length: JOBS }, newJobId);
const nothing: Model = Array.from({ length: JOBS }, () => null);

describe.each(HOMES)('in %s', (_name, newHome) => {
  let store: JobStore;
  let home: JobsHome;

  beforeEach(async () => {
    home = await newHome();
    ({ store } = await home.open());
  });

  describe('a job, whatever is done to it', () => {
    it('is where the model says, step by step, also when somebody tampers with the database', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof({ weight: 3, arbitrary: step }, tampering), { maxLength: 15 }),
          async (steps) => {
            const ids = freshIds();
            let model = nothing;
            for (const step of steps) {
              if (step.does === 'tamper') {
                await tamper(home, ids[step.job] ?? '', step.sql);
              } else {
                const [next, takesEffect] = foresee(model, step);
                expect(await perform(store, ids, step)).toBe(takesEffect);
                model = next;
              }
              expect(await observe(store, home, ids)).toEqual(model);
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('is where the model says when nothing is awaited in between', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const ids = freshIds();
          const expected: boolean[] = [];
          let model = nothing;
          for (const step of steps) {
            const [next, takesEffect] = foresee(model, step);
            expected.push(takesEffect);
            model = next;
          }
          expect(await Promise.all(steps.map((step) => perform(store, ids, step)))).toEqual(expected);
          expect(await observe(store, home, ids)).toEqual(model);
        }),
        { numRuns: 60 },
      );
    });
  });
});
