import type { HeldRuns } from '../database/held-runs.js';
import type { JobChanges } from '../database/job-changes.js';
import type { JobWord } from './job-listener.js';
import type { SharedDeliveryLoop } from './shared-delivery-loop.js';
import type { SharedLeases } from './shared-leases.js';

/** Whom words about jobs concern. */
export interface JobHearers {
  readonly runs: HeldRuns;
  readonly changes: JobChanges;
  readonly loop: SharedDeliveryLoop;
  readonly leasing: SharedLeases;
}

/** What this process does about what any process did to a job. */
export function hearJobs({ runs, changes, loop, leasing }: JobHearers): (word: JobWord) => void {
  return (word) => {
    switch (word.what) {
      case 'again':
        leasing.look();
        loop.wake();
        return;
      case 'cancelled':
        runs.revokeJob(word.jobId, 'the job was cancelled');
        break;
      case 'run':
        for (const { jobId, runId } of [...runs.all()]) {
          if (jobId === word.jobId && runId !== word.runId)
            runs.revoke(runId, 'the job was delivered to somebody else');
        }
        break;
      case 'queued':
      case 'free':
        loop.wake();
        break;
      case 'sync':
      case 'final':
      case 'progress':
      case 'gone':
        break;
      default:
        word satisfies never;
    }
    changes.tell(word.jobId);
  };
}
