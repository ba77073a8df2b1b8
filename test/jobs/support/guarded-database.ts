import type { JobStatus } from '@gatehouse/contracts';
import { newJobId } from '@gatehouse/jobs';
import type { JobsHome } from './job-homes.js';

const NOT_FINAL = 'completed_at = null, result = null, error = null';
const RAN = `attempts = 1, run_id = 'run', started_at = 1, leased_until = null`;

/** The columns that a lawful job of each state has, so that only the step itself can be at fault. */
export const LAWFUL: Readonly<Record<JobStatus, string>> = {
  PENDING: `status = 'PENDING', attempts = 0, run_id = null, started_at = null, leased_until = null, ${NOT_FINAL}`,
  RUNNING: `status = 'RUNNING', attempts = 1, run_id = 'run', started_at = 1, leased_until = 3, ${NOT_FINAL}`,
  SUCCESS: `status = 'SUCCESS', ${RAN}, completed_at = 2, result = '{}', error = null`,
  FAILED: `status = 'FAILED', ${RAN}, completed_at = 2, result = null, error = '{}'`,
};

/** Those of a job that failed before it started. */
export const NEVER_RAN = `status = 'FAILED', attempts = 0, run_id = null, started_at = null, leased_until = null, completed_at = 2, result = null, error = '{}'`;

/** A database of jobs that no process looks after, so that what its own guards do shows. */
export class GuardedDatabase {
  private constructor(private readonly home: JobsHome) {}

  static async make(home: JobsHome): Promise<GuardedDatabase> {
    await (await home.open()).store.close();
    return new GuardedDatabase(home);
  }

  sql(statement: string, ...parameters: readonly string[]): ReturnType<JobsHome['sql']> {
    return this.home.sql(statement, ...parameters);
  }

  /** Makes a job that goes to a state step by step, as it may. */
  async jobIn(status: JobStatus, kind: 'sync' | 'queued' = 'queued'): Promise<string> {
    const id = newJobId();
    await this.sql(
      `INSERT INTO jobs (id, plugin, status, cancelled, attempts, created_at, kind, handed_back)
        VALUES (?, 'ocr', 'PENDING', 0, 0, 1, ?, 0)`,
      id,
      kind,
    );
    if (status !== 'PENDING') await this.set(id, LAWFUL.RUNNING);
    if (status === 'SUCCESS' || status === 'FAILED') await this.set(id, LAWFUL[status]);
    return id;
  }

  /** Gives a job an input. */
  async addInput(id: string): Promise<void> {
    await this.sql(`INSERT INTO job_inputs (job_id, options, bytes) VALUES (?, '{}', 1)`, id);
  }

  /** Changes columns of a job. */
  async set(id: string, columns: string): Promise<void> {
    await this.sql(`UPDATE jobs SET ${columns} WHERE id = ?`, id);
  }

  /** Expects a change of a job to be refused; otherwise as {@link refuses}. */
  async refusesToSet(id: string, columns: string, says: string | RegExp = /./): Promise<void> {
    await this.refuses(says, `UPDATE jobs SET ${columns} WHERE id = ?`, id);
  }

  /** Expects that a statement is refused with a message, and that it changed nothing. */
  async refuses(says: string | RegExp, statement: string, ...parameters: readonly string[]): Promise<void> {
    const before = await this.dump();
    await expect(this.sql(statement, ...parameters)).rejects.toThrow(says);
    expect(await this.dump()).toEqual(before);
  }

  /** The states that the events of a job tell, in order. */
  async eventsOf(id: string): Promise<readonly unknown[]> {
    const rows = await this.sql('SELECT status FROM job_events WHERE job_id = ? ORDER BY sequence', id);
    return rows.map(({ status }) => status);
  }

  private async dump(): Promise<unknown> {
    return [
      await this.sql('SELECT * FROM jobs ORDER BY id'),
      await this.sql('SELECT * FROM job_inputs ORDER BY job_id'),
      await this.sql('SELECT * FROM job_events ORDER BY job_id, sequence'),
    ];
  }
}
