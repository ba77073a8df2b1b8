import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { JOB_STATUS, type JobStatus } from '@gatehouse/contracts';
import { newJobId, type JobStore } from '@gatehouse/jobs';
import { isFinalStatus, JOB_TRANSITIONS } from '../../libs/jobs/src/job-transitions.js';
import { FAILED, newJob, openRaw, openStore, SUCCESS } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const STATES = Object.values(JOB_STATUS);

/** The columns that a lawful job of each state has, so that only the step itself can be at fault. */
const LAWFUL: Readonly<Record<JobStatus, Readonly<Record<string, SQLInputValue>>>> = {
  PENDING: { attempts: 0, run_id: null, started_at: null, completed_at: null, result: null, error: null },
  RUNNING: { attempts: 1, run_id: 'run', started_at: 1, completed_at: null, result: null, error: null },
  SUCCESS: { attempts: 1, run_id: 'run', started_at: 1, completed_at: 2, result: '{}', error: null },
  FAILED: { attempts: 1, run_id: 'run', started_at: 1, completed_at: 2, result: null, error: '{}' },
};

let store: JobStore;
let raw: DatabaseSync;

beforeAll(async () => {
  const dataDir = tempFolder();
  store = await openStore(dataDir);
  raw = openRaw(dataDir);
});

async function jobIn(status: JobStatus): Promise<string> {
  const job = newJob();
  await store.create(job);
  if (status !== 'PENDING') await store.start(job.id, 'run');
  if (status === 'SUCCESS') await store.finish(job.id, 'run', SUCCESS);
  if (status === 'FAILED') await store.finish(job.id, 'run', FAILED);
  return job.id;
}

function update(id: string, columns: Readonly<Record<string, SQLInputValue>>, verb = 'UPDATE'): number {
  const assignments = Object.keys(columns).map((column) => `${column} = ?`);
  const statement = raw.prepare(`${verb} jobs SET ${assignments.join(', ')} WHERE id = ?`);
  return Number(statement.run(...Object.values(columns), id).changes);
}

function insert(columns: Readonly<Record<string, SQLInputValue>>, verb = 'INSERT', db = raw): void {
  const all = { plugin: 'ocr', cancelled: 0, created_at: 1, ...columns };
  const places = Object.keys(all).map(() => '?');
  db.prepare(`${verb} INTO jobs (${Object.keys(all).join(', ')}) VALUES (${places.join(', ')})`).run(
    ...Object.values(all),
  );
}

/** Every row as it is, to show that a refused statement changed none. */
const dump = (): string => JSON.stringify(raw.prepare('SELECT * FROM jobs ORDER BY id').all());

function refuses(attempt: () => void, message?: string): void {
  const before = dump();
  expect(attempt).toThrow(message);
  expect(dump()).toBe(before);
}

describe('the database itself', () => {
  const steps = STATES.flatMap((from) => STATES.map((to) => [from, to] as const));

  it.each(steps)('judges the step %s → %s as the transition table does', async (from, to) => {
    const id = await jobIn(from);
    const allowed = JOB_TRANSITIONS[from].includes(to) || (from === to && !isFinalStatus(from));
    // a job that fails before it started keeps having no run
    const ran = from === 'PENDING' && to === 'FAILED' ? { attempts: 0, run_id: null, started_at: null } : {};
    const columns = { status: to, ...LAWFUL[to], ...ran };
    if (allowed) expect(update(id, columns)).toBe(1);
    else refuses(() => update(id, columns));
  });

  it.each(STATES.filter((status) => status !== 'PENDING'))('takes no new job that is %s', (status) => {
    refuses(() => {
      insert({ id: newJobId(), status, ...LAWFUL[status] });
    }, 'a job begins once');
  });

  it.each(STATES)('lets no INSERT OR REPLACE take the place of a %s job', async (status) => {
    const id = await jobIn(status);
    for (const recursive of ['ON', 'OFF']) {
      raw.exec(`PRAGMA recursive_triggers = ${recursive}`);
      refuses(() => {
        insert({ id, status: 'PENDING', ...LAWFUL.PENDING }, 'INSERT OR REPLACE');
      }, 'a job begins once');
    }
    raw.exec('PRAGMA recursive_triggers = ON');
  });

  it.each(STATES)('lets no job be renamed over a %s one', async (status) => {
    const id = await jobIn(status);
    const other = await jobIn('RUNNING');
    refuses(() => update(other, { id }, 'UPDATE OR REPLACE'), 'what a job is never changes');
  });

  it.each(['plugin', 'request_id', 'owner', 'created_at'])(
    'lets nobody change the %s of a job',
    async (column) => {
      const id = await jobIn('RUNNING');
      refuses(() => update(id, { [column]: 7 }), 'what a job is never changes');
    },
  );

  it.each([
    'result',
    'error',
    'progress',
    'execution_time_ms',
    'completed_at',
    'cancelled',
    'run_id',
    'attempts',
  ])('lets nobody change the %s of a final job', async (column) => {
    for (const status of ['SUCCESS', 'FAILED'] as const) {
      const id = await jobIn(status);
      refuses(() => update(id, { [column]: 1 }));
    }
  });

  it('deletes final jobs only', async () => {
    for (const status of STATES) {
      const id = await jobIn(status);
      const remove = (): void => {
        raw.prepare('DELETE FROM jobs WHERE id = ?').run(id);
      };
      if (isFinalStatus(status)) expect(remove).not.toThrow();
      else refuses(remove, 'not final is not deleted');
    }
  });

  it('lets a fencing token change only where an attempt starts', async () => {
    const id = await jobIn('RUNNING');
    const fence = 'a fencing token changes only';
    refuses(() => update(id, { run_id: 'thief' }), fence);
    refuses(() => update(id, { attempts: 2 }), fence);
    refuses(() => update(id, { attempts: 0, run_id: null, started_at: null }));
    refuses(() => update(id, { status: 'SUCCESS', ...LAWFUL.SUCCESS, run_id: 'thief', attempts: 2 }), fence);
    expect(update(id, { run_id: 'next', attempts: 2 })).toBe(1); // another attempt after the first was lost
  });

  it.each<[string, JobStatus, Readonly<Record<string, SQLInputValue>>]>([
    ['an unknown state', 'PENDING', { status: 'DONE' }],
    ['a success without a result', 'RUNNING', { status: 'SUCCESS', completed_at: 2 }],
    ['a success with an error', 'RUNNING', { status: 'SUCCESS', completed_at: 2, result: '{}', error: '{}' }],
    ['a failure without an error', 'RUNNING', { status: 'FAILED', completed_at: 2 }],
    ['a final job without its time', 'RUNNING', { status: 'SUCCESS', result: '{}' }],
    ['a running job with a result', 'RUNNING', { result: '{}' }],
    ['a running job without a run', 'PENDING', { status: 'RUNNING' }],
    ['a cancelled job that still runs', 'RUNNING', { cancelled: 1 }],
    ['a cancelled success', 'RUNNING', { status: 'SUCCESS', completed_at: 2, result: '{}', cancelled: 1 }],
    ['progress beyond the end', 'RUNNING', { progress: 1.01 }],
    ['progress before the start', 'RUNNING', { progress: -0.01 }],
    ['a job without a plugin', 'PENDING', { plugin: null }],
  ])('refuses %s', async (_, status, columns) => {
    const id = await jobIn(status);
    refuses(() => update(id, columns));
  });
});

describe('the checks of the table, which stand without the triggers too', () => {
  let bare: DatabaseSync;

  beforeAll(async () => {
    const dataDir = tempFolder();
    await openStore(dataDir);
    bare = openRaw(dataDir);
    const triggers = bare.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all();
    expect(triggers.length).toBeGreaterThan(0);
    for (const { name } of triggers) bare.exec(`DROP TRIGGER ${String(name)}`);
  });

  it.each(STATES)('take a lawful job that is %s', (status) => {
    expect(() => {
      insert({ id: newJobId(), status, ...LAWFUL[status] }, 'INSERT', bare);
    }).not.toThrow();
  });

  it.each<[string, JobStatus, Readonly<Record<string, SQLInputValue>>]>([
    ['jobs_status', 'PENDING', { status: 'pending' }],
    ['jobs_cancelled', 'FAILED', { cancelled: 2 }],
    ['jobs_cancelled', 'SUCCESS', { cancelled: 1 }],
    ['jobs_progress', 'RUNNING', { progress: 2 }],
    ['jobs_attempts', 'RUNNING', { attempts: -1 }],
    ['jobs_attempts', 'RUNNING', { attempts: 0 }],
    ['jobs_attempts', 'PENDING', { attempts: 1 }],
    ['jobs_started', 'RUNNING', { started_at: null }],
    ['jobs_started', 'PENDING', { started_at: 1 }],
    ['jobs_pending', 'PENDING', { run_id: 'run', attempts: 1, started_at: 1 }],
    ['jobs_ran', 'RUNNING', { run_id: null, attempts: 0, started_at: null }],
    ['jobs_ran', 'SUCCESS', { run_id: null, attempts: 0, started_at: null }],
    ['jobs_completed', 'SUCCESS', { completed_at: null }],
    ['jobs_completed', 'RUNNING', { completed_at: 2 }],
    ['jobs_result', 'SUCCESS', { result: null }],
    ['jobs_result', 'FAILED', { result: '{}' }],
    ['jobs_error', 'FAILED', { error: null }],
    ['jobs_error', 'RUNNING', { error: '{}' }],
  ])('refuse by %s a job that is %s but for %j', (constraint, status, columns) => {
    expect(() => {
      insert({ id: newJobId(), status, ...LAWFUL[status], ...columns }, 'INSERT', bare);
    }).toThrow(`CHECK constraint failed: ${constraint}`);
  });
});
