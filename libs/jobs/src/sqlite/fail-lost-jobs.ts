import { JOB_STATUS } from '@gatehouse/contracts';
import { lostWorkerError } from '../lost-worker-error.js';
import { finishJob, selectUnfinished } from '../sql/job-queries.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';

/** How many are read and failed at a time. */
const STEP = 500;

/**
 * Ends every job that is not final as FAILED with `WORKER_LOST`. To be called before the first job is created: whoever
 * holds DATA_DIR now is alone, so what is unfinished belonged to a process that is gone.
 *
 * @returns how many there were
 */
export async function failLostJobs(reader: Reader, writer: Writer): Promise<number> {
  let failed = 0;
  for (;;) {
    const lost = await reader.all(selectUnfinished(reader.db, STEP));
    if (lost.length === 0) return failed;
    await Promise.all(
      lost.map(({ id, plugin, run_id, request_id }) => {
        const error = lostWorkerError(id, plugin, request_id);
        const final = { status: JOB_STATUS.FAILED, error, cancelled: false, executionTimeMs: null };
        return writer.run(finishJob(reader.db, id, run_id, final, Date.now()));
      }),
    );
    failed += lost.length;
  }
}
