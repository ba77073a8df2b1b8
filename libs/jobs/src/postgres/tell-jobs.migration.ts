import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/*
 * What must never be forgotten with a change is done by the database in the same transaction: the event of a step, the
 * word to every process that listens (channel `gatehouse_jobs`, see JobListener for what is said), and the end of what
 * is not needed any more.
 */

const TELL_BEGIN = `
  insert into job_events (job_id, sequence, at, status, attempt)
    values (new.id, 1, new.created_at, new.status, new.attempts);
  perform pg_notify('gatehouse_jobs', new.id || ' ' || new.kind);
  return null;`;

const TELL_STEP = `
  if new.status <> old.status or new.run_id is distinct from old.run_id then
    insert into job_events (job_id, sequence, at, status, attempt)
      select new.id, 1 + coalesce(max(sequence), 0), coalesce(new.completed_at, new.started_at), new.status, new.attempts
      from job_events where job_id = new.id;
    perform pg_notify('gatehouse_jobs', new.id || ' ' || case
      when new.cancelled = 1 then 'cancelled'
      when new.status = 'RUNNING' then 'run ' || new.run_id
      else 'final' end);
  elsif new.leased_until is null and old.leased_until is not null then
    perform pg_notify('gatehouse_jobs', new.id || ' free');
  end if;
  -- the input of a job that failed is kept, so that it can be tried again
  if new.kind = 'queued' and old.completed_at is null and (new.status = 'SUCCESS' or new.cancelled = 1) then
    delete from job_inputs where job_id = new.id;
  end if;
  return null;`;

const TELL_PROGRESS = `
  if new.fraction is not null then
    perform pg_notify('gatehouse_jobs', new.job_id || ' progress');
  end if;
  return null;`;

const FORGET = `
  delete from job_events where job_id = old.id;
  delete from job_inputs where job_id = old.id;
  delete from idempotency_keys where token in (select token from idempotency_jobs where job_id = old.id);
  perform pg_notify('gatehouse_jobs', old.id || ' gone');
  return null;`;

const CONSEQUENCES = {
  jobs_tell_begin: { event: 'insert on jobs', does: TELL_BEGIN },
  jobs_tell_step: { event: 'update on jobs', does: TELL_STEP },
  jobs_tell_progress: { event: 'insert on job_events', does: TELL_PROGRESS },
  jobs_forget: { event: 'delete on jobs', does: FORGET },
} as const;

async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, { event, does }] of Object.entries(CONSEQUENCES)) {
    await sql
      .raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${does} end $$`)
      .execute(db);
    await sql
      .raw(`create trigger ${name} after ${event} for each row execute function ${name}()`)
      .execute(db);
  }
}

/** Triggers that write an event with every step of a job and tell all processes of it. */
export const tellJobs: Migration = { up };
