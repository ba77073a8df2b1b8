import type { JobEndings } from '../database/database-job-store.js';
import type { InputSweeper } from './input-sweeper.js';
import type { JobChanges } from '../database/job-changes.js';
import type { QueueInputs } from './queue-inputs.js';
import type { Retention } from './retention.js';

/** What is done when a job of the embedded store ended: history, images, and who waits for it. */
export class SqliteJobEndings implements JobEndings {
  constructor(
    private readonly retention: Retention,
    private readonly inputs: QueueInputs,
    private readonly sweeper: InputSweeper,
    private readonly changes: JobChanges,
    private readonly onDoubt: (jobId: string) => void,
  ) {}

  ended(jobId: string, keepsInput: boolean): void {
    this.retention.jobFinished();
    this.sweeper.kept(this.inputs.ended(jobId, keepsInput));
    this.changes.tell(jobId);
  }

  async erased(jobId: string): Promise<void> {
    this.retention.jobErased();
    await this.inputs.files.remove(jobId);
    this.changes.tell(jobId);
  }

  doubted(jobId: string): void {
    this.onDoubt(jobId);
  }
}
