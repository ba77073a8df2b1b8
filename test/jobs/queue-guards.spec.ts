import { newJobId } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { GuardedDatabase, LAWFUL } from './support/guarded-database.js';
import { HOMES } from './support/job-homes.js';
import { ERROR, newJob, openJobs, openRaw } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

describe.each(HOMES)('%s itself', (name, newHome) => {
  let database: GuardedDatabase;
  // PostgreSQL knows no other way to put a row in the place of one
  const insertions = name === 'SQLite' ? ['INSERT', 'INSERT OR REPLACE'] : ['INSERT'];

  beforeAll(async () => {
    database = await GuardedDatabase.make(await newHome());
  });

  async function withInput(): Promise<string> {
    const id = await database.jobIn('PENDING');
    await database.addInput(id);
    return id;
  }

  describe('of leases', () => {
    it.each([
      ['a lease on a job that waits', 'leased_until = 1', 'a lease begins with its attempt'],
      [
        'an attempt without a lease',
        `status = 'RUNNING', run_id = 'r', attempts = 1, started_at = 1`,
        'a lease begins',
      ],
      ['handing back what was never begun', 'handed_back = 1', 'an attempt is handed back once'],
      ['another kind', `kind = 'sync'`, 'what a job is never changes'],
      ['another origin', `retry_of = 'x'`, 'what a job is never changes'],
      ['an error code without a failure', `error_code = 'X'`, 'only a FAILED job has an error'],
    ])('refuses %s', async (_, columns, says) => {
      await database.refusesToSet(await database.jobIn('PENDING'), columns, says);
    });

    it.each([
      ['handing back and keeping the lease', 'handed_back = 1', 'an attempt is handed back once'],
      [
        'handing back twice at once',
        'handed_back = 2, leased_until = NULL',
        'an attempt is handed back once',
      ],
      [
        'a lease that outlives its attempt',
        `status = 'FAILED', error = '{}', completed_at = 2`,
        'a lease begins',
      ],
      [
        'handing back an attempt that another took',
        `handed_back = 1, leased_until = NULL, run_id = 's', attempts = 2`,
        'an attempt is handed back once',
      ],
    ])('refuses %s', async (_, columns, says) => {
      // what is refused of a lease that ends with its attempt may be refused as either
      const saysSo = new RegExp(`${says}|a lease begins with its attempt`);
      await database.refusesToSet(await database.jobIn('RUNNING'), columns, saysSo);
    });

    it('lets an attempt that was handed back neither be held again nor succeed, but another begin', async () => {
      const id = await database.jobIn('RUNNING');
      await database.set(id, 'handed_back = 1, leased_until = NULL');
      await database.refusesToSet(id, 'leased_until = 5', 'a lease begins');
      await database.refusesToSet(id, 'handed_back = 2', 'an attempt is handed back once');
      await database.refusesToSet(id, LAWFUL.SUCCESS, 'nothing an attempt says counts');
      await database.set(id, `run_id = 's', attempts = 2, leased_until = 7`);
    });

    it('lets a job that its caller waits for run once only', async () => {
      const id = await database.jobIn('RUNNING', 'sync');
      await database.refusesToSet(id, `run_id = 's', attempts = 2, leased_until = 9`, 'is not run again');
      await database.refusesToSet(
        id,
        'handed_back = 1, leased_until = NULL',
        'an attempt is handed back once',
      );
    });

    it('takes no job that somebody holds already', async () => {
      const insert =
        'INSERT INTO jobs (id, plugin, status, cancelled, attempts, created_at, leased_until, handed_back, error_code)';
      for (const columns of ['9, 0, null', 'null, 1, null', `null, 0, 'X'`]) {
        const statement = `${insert} VALUES (?, 'x', 'PENDING', 0, 0, 1, ${columns})`;
        await database.refuses('nobody holding it', statement, newJobId());
      }
    });
  });

  describe('of inputs', () => {
    it('refuses one for a job that is not there, is not queued, or has one', async () => {
      const sync = await database.jobIn('PENDING', 'sync');
      for (const id of [newJobId(), sync, await database.jobIn('RUNNING'), await withInput()]) {
        for (const verb of insertions) {
          await database.refuses(
            'an input belongs to one waiting job',
            `${verb} INTO job_inputs (job_id, options, bytes) VALUES (?, '{}', 1)`,
            id,
          );
        }
      }
    });

    it('neither changes nor deletes that of a job that is not final', async () => {
      const [waiting, running] = [await withInput(), await withInput()];
      await database.set(running, LAWFUL.RUNNING);
      for (const id of [waiting, running]) {
        await database.refuses('never changes', 'UPDATE job_inputs SET bytes = 2 WHERE job_id = ?', id);
        await database.refuses('not final is not deleted', 'DELETE FROM job_inputs WHERE job_id = ?', id);
      }
    });

    it('drops that of a job that is done, cancelled or gone in the same step, and no other', async () => {
      const left: number[] = [];
      for (const end of [LAWFUL.SUCCESS, `${LAWFUL.FAILED}, cancelled = 1`, LAWFUL.FAILED]) {
        const id = await withInput();
        await database.set(id, LAWFUL.RUNNING);
        await database.set(id, end);
        const rows = (): ReturnType<GuardedDatabase['sql']> =>
          database.sql('SELECT job_id FROM job_inputs WHERE job_id = ?', id);
        left.push((await rows()).length);
        await database.sql('DELETE FROM jobs WHERE id = ?', id);
        expect(await rows()).toEqual([]);
      }
      expect(left).toEqual([0, 0, 1]);
    });

    // where images are files, the process that removes an input removes its file
    if (name === 'PostgreSQL') {
      it('drops the image with the input', async () => {
        const id = await withInput();
        await database.sql(`INSERT INTO job_images (job_id, image) VALUES (?, 'x')`, id);
        await database.set(id, LAWFUL.RUNNING);
        await database.set(id, LAWFUL.SUCCESS);
        expect(await database.sql('SELECT job_id FROM job_images WHERE job_id = ?', id)).toEqual([]);
      });
    }
  });

  describe('of events', () => {
    it('tells every step in the same unit, whoever takes it', async () => {
      const id = await database.jobIn('RUNNING');
      await database.set(id, `run_id = 's', attempts = 2, leased_until = 7`);
      await database.set(id, 'leased_until = 8');
      await database.set(id, `status = 'SUCCESS', result = '{}', completed_at = 2, leased_until = NULL`);
      expect(await database.eventsOf(id)).toEqual(['PENDING', 'RUNNING', 'RUNNING', 'SUCCESS']);
    });

    it('refuses gaps, forgeries, changes and deletions', async () => {
      const id = await database.jobIn('PENDING');
      const columns = 'job_id, sequence, at, status, attempt';
      const forgeries = [
        [3, 'PENDING', 'INSERT'],
        [1, 'PENDING', insertions.at(-1)],
        [2, 'SUCCESS', 'INSERT'],
      ] as const;
      for (const [sequence, status, verb = 'INSERT'] of forgeries) {
        await database.refuses(
          'an event follows the one before it',
          `${verb} INTO job_events (${columns}) VALUES (?, ${sequence}, 1, '${status}', 0)`,
          id,
        );
      }
      const change = 'UPDATE job_events SET at = 2 WHERE job_id = ?';
      await database.refuses('an event never changes', change, id);
      await database.refuses('events are kept as long', 'DELETE FROM job_events WHERE job_id = ?', id);
    });

    it('lets them go with their job', async () => {
      const id = await database.jobIn('FAILED');
      expect(await database.eventsOf(id)).toEqual(['PENDING', 'RUNNING', 'FAILED']);
      await database.sql('DELETE FROM jobs WHERE id = ?', id);
      expect(await database.eventsOf(id)).toEqual([]);
    });
  });
});

describe('a disk that is slow', () => {
  it('is waited for beside the event loop, which reads meanwhile', async () => {
    const dataDir = tempFolder();
    const { store } = await openJobs(dataDir);
    const raw = openRaw(dataDir);
    const job = newJob();
    await store.create(job);
    raw.exec('BEGIN IMMEDIATE'); // the writer cannot commit until this thread's own loop ends it
    let isStored = false;
    const writing = store.finish(job.id, null, {
      status: 'FAILED',
      error: ERROR,
      cancelled: false,
      executionTimeMs: null,
    });
    void writing.then(() => {
      isStored = true;
    });
    for (let turn = 0; turn < 50; turn++) {
      await until(async () => (await store.find(job.id))?.status === 'PENDING');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(isStored).toBe(false);
    raw.exec('ROLLBACK');
    expect(await writing).toBe(true);
  });
});
