import type { Compilable, Kysely, SelectQueryBuilder } from 'kysely';
import type { IdempotencyVerdict, IdempotentAnswer, IdempotentRequest } from '../idempotency-store.js';
import type { IdempotencyDatabase, IdempotencyKeyTable } from './idempotency-table.js';

/* Every statement the stores of idempotency keys need, free of any one database's dialect. */

type Keys = Kysely<IdempotencyDatabase>;
type KeySelect<Column extends keyof IdempotencyKeyTable> = SelectQueryBuilder<
  IdempotencyDatabase,
  'idempotency_keys',
  Pick<IdempotencyKeyTable, Column>
>;

/** How a key that was begun now is held. */
export interface KeyHold {
  readonly token: string;
  readonly now: number;
  readonly leasedUntil: number;
}

/** An entry by its key. */
export function selectKey(db: Keys, { owner, key }: IdempotentRequest): KeySelect<keyof IdempotencyKeyTable> {
  return db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('owner', '=', owner ?? '')
    .where('key', '=', key);
}

/** Takes a key, unless it is taken. */
export function insertKey(db: Keys, request: IdempotentRequest, hold: KeyHold): Compilable {
  return db
    .insertInto('idempotency_keys')
    .values({
      owner: request.owner ?? '',
      key: request.key,
      token: hold.token,
      fingerprint: request.fingerprint,
      job_id: request.jobId,
      created_at: hold.now,
      leased_until: hold.leasedUntil,
      bytes: 0,
    })
    .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing());
}

/** Takes a key over from an attempt that is as it was seen: not answered, its lease not renewed. */
export function takeOverKey(
  db: Keys,
  seen: Pick<IdempotencyKeyTable, 'token' | 'leased_until'>,
  hold: KeyHold,
): Compilable {
  return db
    .updateTable('idempotency_keys')
    .set({ token: hold.token, leased_until: hold.leasedUntil })
    .where('token', '=', seen.token)
    .where('leased_until', '=', seen.leased_until)
    .where('completed_at', 'is', null);
}

/** Renews the leases of attempts that go on. */
export function renewKeys(db: Keys, tokens: readonly string[], leasedUntil: number): Compilable {
  return db
    .updateTable('idempotency_keys')
    .set({ leased_until: leasedUntil })
    .where('token', 'in', tokens)
    .where('completed_at', 'is', null);
}

/** Ends the lease of every attempt: for whoever knows that all their processes are gone. */
export function releaseKeys(db: Keys): Compilable {
  return db
    .updateTable('idempotency_keys')
    .set({ leased_until: 0 })
    .where('completed_at', 'is', null)
    .where('leased_until', '>', 0);
}

/** Ends the lease of one attempt. */
export function releaseKey(db: Keys, token: string): Compilable {
  return renewKeys(db, [token], 0);
}

/** Keeps an answer. */
export function completeKey(
  db: Keys,
  token: string,
  answer: IdempotentAnswer,
  bytes: number,
  now: number,
): Compilable {
  return db
    .updateTable('idempotency_keys')
    .set({ status: answer.status, answer: answer.body, bytes, completed_at: now })
    .where('token', '=', token)
    .where('completed_at', 'is', null);
}

/** Notes that an answer, if it was kept, tells the outcome of a job. */
export function insertKeyJob(db: Keys, token: string, jobId: string): Compilable {
  return db
    .insertInto('idempotency_jobs')
    .columns(['token', 'job_id'])
    .expression((outer) =>
      outer
        .selectFrom('idempotency_keys')
        .select((column) => ['token', column.val(jobId).as('job_id')])
        .where('token', '=', token)
        .where('completed_at', 'is not', null),
    );
}

/** Forgets an attempt whose job, if it was to have a certain one, is not stored. */
export function deleteKeyWithoutJob(db: Keys, token: string): Compilable {
  return db
    .deleteFrom('idempotency_keys')
    .where('token', '=', token)
    .where('completed_at', 'is', null)
    .where((outer) =>
      outer.not(
        outer.exists(
          outer.selectFrom('jobs').select('jobs.id').whereRef('jobs.id', '=', 'idempotency_keys.job_id'),
        ),
      ),
    );
}

/** Forgets entries. */
export function deleteKeys(db: Keys, tokens: readonly string[]): Compilable {
  return db.deleteFrom('idempotency_keys').where('token', 'in', tokens);
}

/** The oldest entries. */
export function selectOldestKeys(
  db: Keys,
  limit: number,
): KeySelect<'token' | 'created_at' | 'completed_at' | 'bytes'> {
  return db
    .selectFrom('idempotency_keys')
    .select(['token', 'created_at', 'completed_at', 'bytes'])
    .orderBy('created_at')
    .limit(limit);
}

/** How many entries there are, and how many bytes their answers have. */
export function sumKeys(
  db: Keys,
): SelectQueryBuilder<IdempotencyDatabase, 'idempotency_keys', { entries: number; bytes: number | null }> {
  return db
    .selectFrom('idempotency_keys')
    .select(({ fn }) => [fn.countAll<number>().as('entries'), fn.sum<number | null>('bytes').as('bytes')]);
}

/** Whether there is a job of this id: one row, or none. */
export function selectJobId(
  db: Keys,
  id: string,
): SelectQueryBuilder<IdempotencyDatabase, 'jobs', { id: string }> {
  return db.selectFrom('jobs').select('id').where('id', '=', id);
}

/** How an entry stands for a request: as a verdict, or free to be begun, after its time or after its process. */
export function standingOf(
  entry: IdempotencyKeyTable,
  { fingerprint }: IdempotentRequest,
  { now, keepMs }: { readonly now: number; readonly keepMs: number },
): Exclude<IdempotencyVerdict, { state: 'begun' }> | 'expired' | 'orphaned' {
  if (now - entry.created_at >= keepMs) return 'expired';
  if (entry.fingerprint !== fingerprint) return { state: 'reused' };
  if (entry.answer !== null) {
    return { state: 'finished', answer: { status: entry.status === 200 ? 200 : 400, body: entry.answer } };
  }
  return entry.leased_until > now ? { state: 'in progress' } : 'orphaned';
}
