import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a trigger refuses: under which condition, and what it says. */
type Refusal = readonly [when: string, says: string];

const BEGINNING: readonly Refusal[] = [
  [
    `new.status <> 'PENDING' or exists (select 1 from jobs where id = new.id)`,
    'a job begins once, as PENDING',
  ],
  [
    `new.leased_until is not null or new.handed_back <> 0 or new.error_code is not null`,
    'a job begins with nobody holding it',
  ],
];

const STEPS: readonly Refusal[] = [
  [
    `case old.status
      when 'PENDING' then new.status not in ('PENDING', 'RUNNING', 'FAILED')
      when 'RUNNING' then new.status not in ('RUNNING', 'SUCCESS', 'FAILED')
      else true end`,
    'a job goes from PENDING to RUNNING to SUCCESS or FAILED, and a final one never changes',
  ],
  [
    `(new.id, new.plugin, new.created_at, new.kind) <> (old.id, old.plugin, old.created_at, old.kind)
      or new.owner is distinct from old.owner or new.request_id is distinct from old.request_id
      or new.retry_of is distinct from old.retry_of`,
    'what a job is never changes',
  ],
  [
    `case when new.run_id is not distinct from old.run_id then new.attempts <> old.attempts
      else new.status <> 'RUNNING' or new.attempts <> old.attempts + 1 end`,
    'a fencing token changes only where an attempt starts',
  ],
  [
    `old.kind = 'sync' and old.status = 'RUNNING' and new.run_id is distinct from old.run_id`,
    'a job that its caller waits for is not run again',
  ],
  [
    `new.leased_until is not null and new.status <> 'RUNNING'
      or new.leased_until is null and new.status = 'RUNNING' and new.run_id is distinct from old.run_id
      or new.leased_until is not null and old.leased_until is null and new.run_id is not distinct from old.run_id`,
    'a lease begins with its attempt and ends with it',
  ],
  [
    `new.handed_back <> old.handed_back and (new.handed_back <> old.handed_back + 1 or new.kind <> 'queued'
      or new.status <> 'RUNNING' or new.run_id is distinct from old.run_id or old.leased_until is null
      or new.leased_until is not null)`,
    'an attempt is handed back once, by who holds it',
  ],
  [
    `old.handed_back > 0 and old.status = 'RUNNING' and old.leased_until is null
      and new.run_id is not distinct from old.run_id and new.status = 'SUCCESS'`,
    'nothing an attempt says counts once it was handed back',
  ],
  [`new.error_code is not null and new.status <> 'FAILED'`, 'only a FAILED job has an error'],
];

/** The triggers: on what, and which refusals each checks in turn. */
const GUARDS: Readonly<Record<string, { readonly event: string; readonly refusals: readonly Refusal[] }>> = {
  jobs_begin: { event: 'insert on jobs', refusals: BEGINNING },
  jobs_step: { event: 'update on jobs', refusals: STEPS },
  jobs_keep_unfinished: {
    event: 'delete on jobs',
    refusals: [[`old.status not in ('SUCCESS', 'FAILED')`, 'a job that is not final is not deleted']],
  },
  job_inputs_begin: {
    event: 'insert on job_inputs',
    refusals: [
      [
        `not exists (select 1 from jobs where id = new.job_id and kind = 'queued' and status = 'PENDING')
          or exists (select 1 from job_inputs where job_id = new.job_id)`,
        'an input belongs to one waiting job',
      ],
    ],
  },
  job_inputs_stay: { event: 'update on job_inputs', refusals: [['true', 'an input never changes']] },
  job_inputs_keep: {
    event: 'delete on job_inputs',
    refusals: [
      [
        `exists (select 1 from jobs where id = old.job_id and status in ('PENDING', 'RUNNING'))`,
        'the input of a job that is not final is not deleted',
      ],
    ],
  },
  job_events_follow: {
    event: 'insert on job_events',
    refusals: [
      [
        `new.sequence <> 1 + (select coalesce(max(sequence), 0) from job_events where job_id = new.job_id)
          or not exists (select 1 from jobs where id = new.job_id and status = new.status)`,
        'an event follows the one before it and tells the state of its job',
      ],
    ],
  },
  job_events_stay: { event: 'update on job_events', refusals: [['true', 'an event never changes']] },
  job_events_keep: {
    event: 'delete on job_events',
    refusals: [[`exists (select 1 from jobs where id = old.job_id)`, 'events are kept as long as their job']],
  },
};

async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, { event, refusals }] of Object.entries(GUARDS)) {
    const checks = refusals.map(
      ([when, says]) =>
        `if (${when}) then raise exception '${says}' using errcode = 'check_violation'; end if;`,
    );
    const row = event.startsWith('delete') ? 'old' : 'new';
    await sql
      .raw(
        `create function ${name}() returns trigger language plpgsql as $$
        begin ${checks.join('\n')} return ${row}; end $$`,
      )
      .execute(db);
    await sql
      .raw(`create trigger ${name} before ${event} for each row execute function ${name}()`)
      .execute(db);
  }
}

/** Triggers that refuse in the database itself what the transition table does not allow. */
export const guardJobs: Migration = { up };
