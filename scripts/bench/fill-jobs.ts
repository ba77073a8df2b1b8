/** How large the result of each job is, in bytes. */
const RESULT_BYTES = 500;
/** Jobs that wait, of all; the others are over. */
const WAITING = 100;
/** How far apart they were made, in milliseconds. */
const APART_MS = 20;

/**
 * The statements that fill an empty store with jobs of every kind, in the dialect that both databases know: of three
 * plugins, one of them rare; of eleven owners, one of whom has half of them and none of the rare plugin; a fiftieth of
 * them FAILED, few with one of the two codes. Their steps are those that jobs take, so all that a step brings is there.
 *
 * @param waiting how many wait, with no image: a server that runs jobs is not to find any
 */
export function fillStatements(jobs: number, waiting = WAITING): readonly string[] {
  const begunAt = Date.now() - jobs * APART_MS;
  return [
    `INSERT INTO jobs (id, plugin, status, cancelled, attempts, owner, created_at, kind, handed_back)
      WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${jobs - 1})
      SELECT ${ID}, ${PLUGIN}, 'PENDING', 0, 0, ${OWNER}, ${begunAt} + ${APART_MS} * n, 'queued', 0 FROM numbers`,
    `UPDATE jobs SET status = 'RUNNING', attempts = 1, run_id = 'r', started_at = created_at, leased_until = 1
      WHERE created_at < ${begunAt + APART_MS * (jobs - waiting)}`,
    `UPDATE jobs SET status = 'FAILED', leased_until = NULL, completed_at = created_at + 5, error = '{}',
      error_code = CASE WHEN ${numberOf('id')} % 5000 = 3 THEN 'WORKER_LOST' ELSE 'PLUGIN_THREW' END
      WHERE status = 'RUNNING' AND ${numberOf('id')} % 50 = 3`,
    `UPDATE jobs SET status = 'SUCCESS', leased_until = NULL, completed_at = created_at + 5,
      result = '{"text":"${'x'.repeat(RESULT_BYTES)}"}' WHERE status = 'RUNNING'`,
  ];
}

/** An id that is one, and sorts as its number does. */
const ID = `'00000000-0000-7000-8000-' || substr(CAST(1000000000000 + n AS text), 2)`;
const PLUGIN = `CASE WHEN n % 100 = 0 THEN 'metadata' WHEN n % 10 = 1 THEN 'barcode' ELSE 'ocr' END`;
const OWNER = `CASE WHEN n % 2 = 1 THEN 'many' ELSE 'owner-' || CAST(n % 20 AS text) END`;

function numberOf(id: string): string {
  return `CAST(substr(${id}, 25) AS bigint)`;
}
