import { JOB_STATUS, type JobStatus } from '@gatehouse/contracts';
import { newJobId } from '@gatehouse/jobs';
import { isFinalStatus, JOB_TRANSITIONS } from '../../libs/jobs/src/job-transitions.js';
import { GuardedDatabase, LAWFUL, NEVER_RAN } from './support/guarded-database.js';
import { HOMES } from './support/job-homes.js';

const STATES = Object.values(JOB_STATUS);

/** A statement that makes a job with columns of its own: `a = 1, b = 2` as for an update. */
function insertWith(columns: string, verb = 'INSERT'): string {
  const all = `plugin = 'ocr', cancelled = 0, created_at = 1, ${columns}`;
  const pairs = all.split(', ').map((pair) => pair.split(' = '));
  const names = pairs.map(([name]) => name).join(', ');
  const values = pairs.map(([, value]) => value).join(', ');
  return `${verb} INTO jobs (id, ${names}) VALUES (?, ${values})`;
}

describe.each(HOMES)('%s itself', (name, newHome) => {
  let database: GuardedDatabase;

  beforeAll(async () => {
    database = await GuardedDatabase.make(await newHome());
  });

  const steps = STATES.flatMap((from) => STATES.map((to) => [from, to] as const));

  it.each(steps)('judges the step %s → %s as the transition table does', async (from, to) => {
    const id = await database.jobIn(from);
    const isAllowed = JOB_TRANSITIONS[from].includes(to) || (from === to && !isFinalStatus(from));
    // a job that fails before it started keeps having no run
    const columns = from === 'PENDING' && to === 'FAILED' ? NEVER_RAN : LAWFUL[to];
    if (!isAllowed) return database.refusesToSet(id, columns);
    await database.set(id, columns);
    expect(await database.sql('SELECT status FROM jobs WHERE id = ?', id)).toEqual([{ status: to }]);
  });

  it.each(STATES.filter((status) => status !== 'PENDING'))('takes no new job that is %s', async (status) => {
    await database.refuses('a job begins once', insertWith(LAWFUL[status]), newJobId());
  });

  it.each(STATES)('takes no job a second time that is %s', async (status) => {
    await database.refuses('a job begins once', insertWith(LAWFUL.PENDING), await database.jobIn(status));
  });

  it.each(['plugin', 'request_id', 'owner', 'created_at'])(
    'lets nobody change the %s of a job',
    async (column) => {
      const id = await database.jobIn('RUNNING');
      const value = column === 'created_at' ? '7' : `'7'`;
      await database.refusesToSet(id, `${column} = ${value}`, 'what a job is never changes');
    },
  );

  it.each([
    `result = '{"forged":1}'`,
    `error = '{"forged":1}'`,
    'progress = 1',
    'execution_time_ms = 1',
    'completed_at = 1',
    'cancelled = 1',
    `run_id = 'thief'`,
    'attempts = 2',
    `id = 'other'`,
  ])('lets nobody say of a final job that %s', async (columns) => {
    for (const status of ['SUCCESS', 'FAILED'] as const) {
      await database.refusesToSet(await database.jobIn(status), columns);
    }
  });

  it('deletes final jobs only', async () => {
    for (const status of STATES) {
      const id = await database.jobIn(status);
      const statement = 'DELETE FROM jobs WHERE id = ?';
      if (!isFinalStatus(status)) {
        await database.refuses('not final is not deleted', statement, id);
        continue;
      }
      await database.sql(statement, id);
      expect(await database.sql('SELECT id FROM jobs WHERE id = ?', id)).toEqual([]);
    }
  });

  it('lets a fencing token change only where an attempt starts', async () => {
    const id = await database.jobIn('RUNNING');
    const fence = 'a fencing token changes only';
    await database.refusesToSet(id, `run_id = 'thief'`, fence);
    await database.refusesToSet(id, 'attempts = 2', fence);
    await database.refusesToSet(id, 'attempts = 0, run_id = null, started_at = null');
    const stolen = LAWFUL.SUCCESS.replace(`run_id = 'run'`, `run_id = 'thief'`);
    await database.refusesToSet(id, stolen.replace('attempts = 1', 'attempts = 2'), fence);
    // another attempt after the first was lost
    await database.set(id, `run_id = 'next', attempts = 2`);
  });

  it.each<[string, JobStatus, string]>([
    ['an unknown state', 'PENDING', `status = 'DONE'`],
    ['a success without a result', 'RUNNING', `status = 'SUCCESS', completed_at = 2, leased_until = null`],
    ['a success with an error', 'RUNNING', LAWFUL.SUCCESS.replace('error = null', `error = '{}'`)],
    ['a failure without an error', 'RUNNING', LAWFUL.FAILED.replace(`error = '{}'`, 'error = null')],
    ['a final job without its time', 'RUNNING', LAWFUL.SUCCESS.replace('at = 2', 'at = null')],
    ['a running job with a result', 'RUNNING', `result = '{}'`],
    ['a running job without a run', 'PENDING', `status = 'RUNNING'`],
    ['a cancelled job that still runs', 'RUNNING', 'cancelled = 1'],
    ['a cancelled success', 'RUNNING', `${LAWFUL.SUCCESS}, cancelled = 1`],
    ['progress beyond the end', 'RUNNING', 'progress = 1.01'],
    ['progress before the start', 'RUNNING', 'progress = -0.01'],
    ['a job without a plugin', 'PENDING', 'plugin = null'],
  ])('refuses %s', async (_, status, columns) => {
    await database.refusesToSet(await database.jobIn(status), columns);
  });

  // PostgreSQL knows no other way to put a row in the place of one.
  if (name === 'SQLite') {
    it.each(STATES)('lets no INSERT OR REPLACE take the place of a %s job', async (status) => {
      const id = await database.jobIn(status);
      for (const recursive of ['ON', 'OFF']) {
        await database.sql(`PRAGMA recursive_triggers = ${recursive}`);
        await database.refuses('a job begins once', insertWith(LAWFUL.PENDING, 'INSERT OR REPLACE'), id);
      }
      await database.sql('PRAGMA recursive_triggers = ON');
    });

    it.each(STATES)('lets no job be renamed over a %s one', async (status) => {
      const [id, other] = [await database.jobIn(status), await database.jobIn('RUNNING')];
      const rename = `UPDATE OR REPLACE jobs SET id = '${id}' WHERE id = ?`;
      await database.refuses('what a job is never changes', rename, other);
    });
  }
});

/** Finds the triggers of a database: the name of each, and what it is on. */
const TRIGGERS = {
  SQLite: `SELECT name, tbl_name AS at FROM sqlite_schema WHERE type = 'trigger'`,
  PostgreSQL: `SELECT tgname AS name, tgrelid::regclass::text AS at FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN ('jobs'::regclass, 'job_inputs'::regclass, 'job_events'::regclass)`,
} as const;

describe.each(HOMES)(
  'the checks of the table in %s, which stand without the triggers too,',
  (name, newHome) => {
    let bare: GuardedDatabase;

    beforeAll(async () => {
      bare = await GuardedDatabase.make(await newHome());
      const triggers = await bare.sql(TRIGGERS[name]);
      expect(triggers.length).toBeGreaterThan(0);
      for (const { name: trigger, at } of triggers) {
        await bare.sql(`DROP TRIGGER ${String(trigger)}${name === 'SQLite' ? '' : ` ON ${String(at)}`}`);
      }
    });

    it.each(STATES)('take a lawful job that is %s', async (status) => {
      await bare.sql(insertWith(LAWFUL[status]), newJobId());
    });

    it.each<[string, JobStatus, string]>([
      ['jobs_status', 'PENDING', `status = 'pending'`],
      ['jobs_cancelled', 'FAILED', 'cancelled = 2'],
      ['jobs_cancelled', 'SUCCESS', 'cancelled = 1'],
      ['jobs_progress', 'RUNNING', 'progress = 2'],
      ['jobs_attempts', 'RUNNING', 'attempts = -1'],
      ['jobs_attempts', 'RUNNING', 'attempts = 0'],
      ['jobs_attempts', 'PENDING', 'attempts = 1'],
      ['jobs_started', 'RUNNING', 'started_at = null'],
      ['jobs_started', 'PENDING', 'started_at = 1'],
      ['jobs_pending', 'PENDING', `run_id = 'run', attempts = 1, started_at = 1`],
      ['jobs_ran', 'RUNNING', 'run_id = null, attempts = 0, started_at = null'],
      ['jobs_ran', 'SUCCESS', 'run_id = null, attempts = 0, started_at = null'],
      ['jobs_completed', 'SUCCESS', 'completed_at = null'],
      ['jobs_completed', 'RUNNING', 'completed_at = 2'],
      ['jobs_result', 'SUCCESS', 'result = null'],
      ['jobs_result', 'FAILED', `result = '{}'`],
      ['jobs_error', 'FAILED', 'error = null'],
      ['jobs_error', 'RUNNING', `error = '{}'`],
    ])('refuse by %s a job that is %s but for %s', async (constraint, status, columns) => {
      const id = newJobId();
      await bare.sql(insertWith(LAWFUL[status]), id);
      await bare.refusesToSet(id, columns, new RegExp(`check constraint .*${constraint}`, 'i'));
    });
  },
);
