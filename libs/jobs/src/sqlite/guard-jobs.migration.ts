import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Each refuses one way around the state machine: when, under which condition, and what it says. */
const GUARDS = [
  {
    name: 'jobs_begin_pending',
    event: 'insert',
    // fires before a conflict is resolved, so INSERT OR REPLACE cannot put a new row in an old one's place
    when: `new.status <> 'PENDING' or exists (select 1 from jobs where id = new.id)`,
    says: 'a job begins once, as PENDING',
  },
  {
    name: 'jobs_step',
    event: 'update',
    when: `case old.status
      when 'PENDING' then new.status not in ('PENDING', 'RUNNING', 'FAILED')
      when 'RUNNING' then new.status not in ('RUNNING', 'SUCCESS', 'FAILED')
      else 1 end`,
    says: 'a job goes from PENDING to RUNNING to SUCCESS or FAILED, and a final one never changes',
  },
  {
    name: 'jobs_identity',
    event: 'update',
    when: `new.id is not old.id or new.plugin is not old.plugin or new.created_at is not old.created_at
      or new.owner is not old.owner or new.request_id is not old.request_id`,
    says: 'what a job is never changes',
  },
  {
    name: 'jobs_fence',
    event: 'update',
    when: `case when new.run_id is old.run_id then new.attempts <> old.attempts
      else new.status <> 'RUNNING' or new.attempts <> old.attempts + 1 end`,
    says: 'a fencing token changes only where an attempt starts',
  },
  {
    name: 'jobs_keep_unfinished',
    event: 'delete',
    when: `old.status not in ('SUCCESS', 'FAILED')`,
    says: 'a job that is not final is not deleted',
  },
] as const;

async function up(db: Kysely<unknown>): Promise<void> {
  for (const { name, event, when, says } of GUARDS) {
    await sql`create trigger ${sql.raw(name)} before ${sql.raw(event)} on jobs
      when ${sql.raw(when)} begin select raise(abort, ${sql.lit(says)}); end`.execute(db);
  }
}

/** Triggers that refuse in the database itself what the transition table does not allow. */
export const guardJobs: Migration = { up };
