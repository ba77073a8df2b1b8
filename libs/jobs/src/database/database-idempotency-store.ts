import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Compilable, Kysely } from 'kysely';
import {
  IdempotencyStore,
  type IdempotencyVerdict,
  type IdempotentAnswer,
  type IdempotentRequest,
} from '../idempotency-store.js';
import {
  completeKey,
  deleteKeys,
  deleteKeyWithoutJob,
  insertKey,
  insertKeyJob,
  releaseKey,
  releaseKeys,
  renewKeys,
  selectJobId,
  selectKey,
  standingOf,
  takeOverKey,
  type KeyHold,
} from '../sql/idempotency-queries.js';
import type { IdempotencyLimits } from '../sql/idempotency-sweep.js';
import type {
  IdempotencyDatabase,
  IdempotencyTables,
  IdempotencyKeyTable,
} from '../sql/idempotency-table.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { KeyLeases } from './key-leases.js';
import { KeySweeper } from './key-sweeper.js';

const LEASE_MS = 30_000;
const RENEW_MS = LEASE_MS / 3;
const MEGABYTE = 1024 * 1024;

/** What is kept: the numbers that docs/idempotency.md tells. */
export const IDEMPOTENCY_LIMITS: IdempotencyLimits & { readonly maxAnswerBytes: number } = Object.freeze({
  keepMs: 24 * 60 * 60 * 1000,
  maxEntries: 100_000,
  maxBytes: 256 * MEGABYTE,
  maxAnswerBytes: 32 * MEGABYTE,
});

/** Idempotency keys beside the jobs, in their database. */
export class DatabaseIdempotencyStore extends IdempotencyStore {
  private readonly logger = new Logger('IdempotencyStore');
  private readonly db: Kysely<IdempotencyDatabase>;
  private readonly leases: KeyLeases;
  private readonly sweeper: KeySweeper;

  private constructor(
    private readonly reader: DatabaseReader,
    private readonly writer: DatabaseWriter,
    private readonly limits: typeof IDEMPOTENCY_LIMITS,
  ) {
    super();
    this.db = reader.db.$extendTables<IdempotencyTables>();
    this.leases = new KeyLeases(RENEW_MS, (tokens) => {
      this.writer.run(renewKeys(this.db, tokens, Date.now() + LEASE_MS)).catch((thrown: unknown) => {
        this.logger.warn({ cause: String(thrown) }, 'leases of idempotency keys were not renewed');
      });
    });
    this.sweeper = new KeySweeper(reader, writer, limits);
  }

  /**
   * To be called before the first request: whoever holds DATA_DIR now is alone, so what is unanswered belonged to a
   * process that is gone.
   */
  static async open(
    reader: DatabaseReader,
    writer: DatabaseWriter,
    limits = IDEMPOTENCY_LIMITS,
  ): Promise<DatabaseIdempotencyStore> {
    const store = DatabaseIdempotencyStore.openShared(reader, writer, limits);
    await writer.run(releaseKeys(store.db));
    return store;
  }

  /** Where others keep their keys in the same database: what they have begun is theirs. */
  static openShared(
    reader: DatabaseReader,
    writer: DatabaseWriter,
    limits = IDEMPOTENCY_LIMITS,
  ): DatabaseIdempotencyStore {
    const store = new DatabaseIdempotencyStore(reader, writer, limits);
    store.sweeper.start();
    return store;
  }

  override async begin(request: IdempotentRequest): Promise<IdempotencyVerdict> {
    for (;;) {
      const seen = await this.reader.first(selectKey(this.db, request));
      const clock = { now: Date.now(), keepMs: this.limits.keepMs };
      const standing = seen === null ? 'free' : standingOf(seen, request, clock);
      if (typeof standing === 'object') return standing;
      const hold = { token: randomUUID(), now: clock.now, leasedUntil: clock.now + LEASE_MS };
      // Not taken: somebody else was faster, and the next look says with what.
      if (!(await this.take(request, hold, seen, standing === 'orphaned'))) continue;
      this.leases.hold(hold.token);
      const jobId = standing === 'orphaned' ? (seen?.job_id ?? null) : request.jobId;
      return { state: 'begun', token: hold.token, jobId, isJobStored: await this.hasJob(jobId) };
    }
  }

  override async complete(
    token: string,
    answer: IdempotentAnswer,
    jobIds: readonly string[],
  ): Promise<boolean> {
    const bytes = Buffer.byteLength(answer.body);
    if (bytes > this.limits.maxAnswerBytes) {
      await this.abandon(token);
      return false;
    }
    this.leases.letGo(token);
    const [changes] = await this.write([
      completeKey(this.db, token, answer, bytes, Date.now()),
      ...jobIds.map((id) => insertKeyJob(this.db, token, id)),
    ]);
    if (changes !== 1) return false;
    this.sweeper.kept(bytes);
    return true;
  }

  override async abandon(token: string): Promise<void> {
    this.leases.letGo(token);
    await this.write([deleteKeyWithoutJob(this.db, token), releaseKey(this.db, token)]);
  }

  /** To be called before the store it lives in is closed. */
  async stop(): Promise<void> {
    this.leases.stop();
    await this.sweeper.stop();
  }

  /** Whether this request has got the key: it is as it was seen, and nobody was faster. */
  private async take(
    request: IdempotentRequest,
    hold: KeyHold,
    seen: IdempotencyKeyTable | null,
    isOrphaned: boolean,
  ): Promise<boolean> {
    if (seen !== null && isOrphaned) {
      const [changes] = await this.write([takeOverKey(this.db, seen, hold)]);
      return changes === 1;
    }
    const gone = seen === null ? [] : [deleteKeys(this.db, [seen.token])];
    const changes = await this.write([...gone, insertKey(this.db, request, hold)]);
    return changes.at(-1) === 1;
  }

  private async hasJob(id: string | null): Promise<boolean> {
    return id !== null && (await this.reader.first(selectJobId(this.db, id))) !== null;
  }

  private write(queries: readonly Compilable[]): Promise<readonly number[]> {
    return this.writer.post(queries.map((query) => query.compile()));
  }
}
