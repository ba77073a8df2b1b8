import { sql } from 'kysely';
import { countFinished, deleteOldestFinished, selectOldestFinished } from '../sql/job-queries.js';
import type { Reader } from './reader.js';
import { Retention, type DatabaseSize } from './retention.js';
import type { RetentionRules } from '../jobs-options.js';
import type { Writer } from './writer.js';

/** What a row takes besides its outcome: its other columns, its indexes and its events. */
const ROW_BYTES = 1500;
/** Few enough that a commit stays short; a page is 4096 bytes. */
const SHRINK = { sql: 'PRAGMA incremental_vacuum(256)', parameters: [], hasSteps: true } as const;

/** Retention over a database, not started yet. */
export async function openRetention(
  reader: Reader,
  writer: Writer,
  rules: RetentionRules,
): Promise<Retention> {
  const finished = await reader.first(countFinished(reader.db));
  const size = (): Promise<DatabaseSize> => sizeOf(reader);
  const store = {
    size,
    oldestFinished: async (limit: number) => {
      const rows = await reader.all(selectOldestFinished(reader.db, limit));
      return rows.map(({ completed_at, bytes }) => ({ completedAt: completed_at, bytes: bytes + ROW_BYTES }));
    },
    deleteOldestFinished: (limit: number) => writer.run(deleteOldestFinished(reader.db, limit)),
    shrink: async () => {
      const before = await size();
      await writer.post([SHRINK]);
      return (await size()).file < before.file;
    },
  };
  return new Retention(store, rules, finished?.count ?? 0);
}

async function sizeOf(reader: Reader): Promise<DatabaseSize> {
  const query = sql<Record<'page_size' | 'page_count' | 'freelist_count', number>>`
    select page_size, page_count, freelist_count
    from pragma_page_size(), pragma_page_count(), pragma_freelist_count()`;
  const row = await reader.first({ execute: async () => (await query.execute(reader.db)).rows });
  const { page_size: page = 0, page_count: pages = 0, freelist_count: free = 0 } = row ?? {};
  return { file: page * pages, used: page * (pages - free) };
}
