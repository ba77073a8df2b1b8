import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Each refuses something: when, under which condition, and what it says. Those of the same name are replaced. */
const GUARDS = [
  {
    name: 'jobs_identity',
    event: 'update on jobs',
    when: `new.id is not old.id or new.plugin is not old.plugin or new.created_at is not old.created_at
      or new.owner is not old.owner or new.request_id is not old.request_id
      or new.kind is not old.kind or new.retry_of is not old.retry_of`,
    says: 'what a job is never changes',
  },
  {
    name: 'jobs_run_once',
    event: 'update on jobs',
    when: `old.kind = 'sync' and old.status = 'RUNNING' and new.run_id is not old.run_id`,
    says: 'a job that its caller waits for is not run again',
  },
  {
    name: 'jobs_begin_free',
    event: 'insert on jobs',
    when: `new.status = 'PENDING'
      and (new.leased_until is not null or new.handed_back <> 0 or new.error_code is not null)`,
    says: 'a job begins with nobody holding it',
  },
  {
    name: 'jobs_lease',
    event: 'update on jobs',
    when: `new.leased_until is not null and new.status <> 'RUNNING'
      or new.leased_until is null and new.status = 'RUNNING' and new.run_id is not old.run_id
      or new.leased_until is not null and old.leased_until is null and new.run_id is old.run_id`,
    says: 'a lease begins with its attempt and ends with it',
  },
  {
    name: 'jobs_hand_back',
    event: 'update on jobs',
    when: `new.handed_back <> old.handed_back and (new.handed_back <> old.handed_back + 1 or new.kind <> 'queued'
      or new.status <> 'RUNNING' or new.run_id is not old.run_id or old.leased_until is null
      or new.leased_until is not null)`,
    says: 'an attempt is handed back once, by who holds it',
  },
  {
    name: 'jobs_handed_back_is_void',
    event: 'update on jobs',
    when: `old.handed_back > 0 and old.status = 'RUNNING' and old.leased_until is null and new.run_id is old.run_id
      and new.status = 'SUCCESS'`,
    says: 'nothing an attempt says counts once it was handed back',
  },
  {
    name: 'jobs_error_code',
    event: 'update on jobs',
    when: `new.error_code is not null and new.status <> 'FAILED'`,
    says: 'only a FAILED job has an error',
  },
  {
    name: 'job_inputs_begin',
    event: 'insert on job_inputs',
    when: `not exists (select 1 from jobs where id = new.job_id and kind = 'queued' and status = 'PENDING')
      or exists (select 1 from job_inputs where job_id = new.job_id)`,
    says: 'an input belongs to one waiting job',
  },
  {
    name: 'job_inputs_stay',
    event: 'update on job_inputs',
    when: `true`,
    says: 'an input never changes',
  },
  {
    name: 'job_inputs_keep',
    event: 'delete on job_inputs',
    when: `exists (select 1 from jobs where id = old.job_id and status in ('PENDING', 'RUNNING'))`,
    says: 'the input of a job that is not final is not deleted',
  },
  {
    name: 'job_events_follow',
    event: 'insert on job_events',
    when: `new.sequence <> 1 + (select coalesce(max(sequence), 0) from job_events where job_id = new.job_id)
      or not exists (select 1 from jobs where id = new.job_id and status = new.status)`,
    says: 'an event follows the one before it and tells the state of its job',
  },
  {
    name: 'job_events_stay',
    event: 'update on job_events',
    when: `true`,
    says: 'an event never changes',
  },
  {
    name: 'job_events_keep',
    event: 'delete on job_events',
    when: `exists (select 1 from jobs where id = old.job_id)`,
    says: 'events are kept as long as their job',
  },
] as const;

const NEXT_EVENT = `insert into job_events (job_id, sequence, at, status, attempt)
  select new.id, 1 + coalesce(max(sequence), 0), AT, new.status, new.attempts from job_events where job_id = new.id`;

/** Each does in the same unit what must never be forgotten with a change. */
const CONSEQUENCES = [
  {
    name: 'jobs_tell_begin',
    event: 'insert on jobs',
    does: NEXT_EVENT.replace('AT', 'new.created_at'),
  },
  {
    name: 'jobs_tell_step',
    event: 'update on jobs',
    when: `new.status is not old.status or new.run_id is not old.run_id`,
    does: NEXT_EVENT.replace('AT', 'coalesce(new.completed_at, new.started_at)'),
  },
  {
    // that of a job that failed is kept, so that it can be tried again
    name: 'jobs_drop_input',
    event: 'update on jobs',
    when: `new.kind = 'queued' and old.completed_at is null and (new.status = 'SUCCESS' or new.cancelled = 1)`,
    does: `delete from job_inputs where job_id = new.id`,
  },
  {
    name: 'jobs_drop_rest',
    event: 'delete on jobs',
    does: `delete from job_events where job_id = old.id; delete from job_inputs where job_id = old.id`,
  },
] as const;

async function up(db: Kysely<unknown>): Promise<void> {
  // what was final before never had a code of its own, and is not to change but for this
  await sql`drop trigger jobs_step`.execute(db);
  await sql`update jobs set error_code = json_extract(error, '$.details.code') where error is not null`.execute(
    db,
  );
  await tellThePast(db);
  await sql`create trigger jobs_step before update on jobs
    when case old.status
      when 'PENDING' then new.status not in ('PENDING', 'RUNNING', 'FAILED')
      when 'RUNNING' then new.status not in ('RUNNING', 'SUCCESS', 'FAILED')
      else 1 end
    begin select raise(abort, 'a job goes from PENDING to RUNNING to SUCCESS or FAILED, and a final one never changes'); end`.execute(
    db,
  );
  for (const { name, event, when, says } of GUARDS) {
    await sql`drop trigger if exists ${sql.raw(name)}`.execute(db);
    await sql`create trigger ${sql.raw(name)} before ${sql.raw(event)}
      when ${sql.raw(when)} begin select raise(abort, ${sql.lit(says)}); end`.execute(db);
  }
  for (const { name, event, does, ...rest } of CONSEQUENCES) {
    const when = 'when' in rest ? `when ${rest.when}` : '';
    await sql`create trigger ${sql.raw(name)} after ${sql.raw(event)} ${sql.raw(when)}
      begin ${sql.raw(does)}; end`.execute(db);
  }
}

/** The events of jobs that were made before events were kept, as far as their records tell them. */
async function tellThePast(db: Kysely<unknown>): Promise<void> {
  await sql`insert into job_events (job_id, sequence, at, status, attempt)
    select id, 1, created_at, 'PENDING', 0 from jobs`.execute(db);
  await sql`insert into job_events (job_id, sequence, at, status, attempt)
    select id, 2, started_at, 'RUNNING', attempts from jobs where started_at is not null`.execute(db);
  await sql`insert into job_events (job_id, sequence, at, status, attempt)
    select id, 2 + (started_at is not null), completed_at, status, attempts
    from jobs where completed_at is not null`.execute(db);
}

/** Triggers that hold leases, inputs and events to their rules, and write an event with every step of a job. */
export const guardQueue: Migration = { up };
