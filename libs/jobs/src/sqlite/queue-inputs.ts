import { Logger } from '@nestjs/common';
import type { JsonObject } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import type { JobInput } from '../job-input.js';
import type { QueueRoom } from '../queue-room.js';
import { selectInput } from '../sql/queue-queries.js';
import type { InputFiles } from './input-files.js';
import type { Reader } from './reader.js';

/** What queued jobs are run with: options in the database, images in files, and how much of it there is. */
export class QueueInputs {
  private readonly logger = new Logger(QueueInputs.name);

  constructor(
    readonly files: InputFiles,
    readonly room: QueueRoom,
    private readonly reader: Reader,
  ) {}

  /** @throws GatehouseError `JOB_INPUT_LOST` where it is not what was submitted; `STORE_UNAVAILABLE` */
  async read(jobId: string): Promise<JobInput> {
    const row = await this.reader.first(selectInput(this.reader.db, jobId));
    const image = row === null ? null : await this.files.read(jobId);
    if (row === null || image?.byteLength !== row.bytes) throw new GatehouseError('JOB_INPUT_LOST', {});
    return {
      image,
      mimeType: row.mime_type,
      options: JSON.parse(row.options) as JsonObject, // written by `insertInput` from one
      maxAttempts: row.max_attempts,
      traceContext: row.trace_context,
    };
  }

  /**
   * To be told of every job that became final. The image of one that failed is kept, so that it can be tried again.
   *
   * @returns the bytes that are kept
   */
  ended(jobId: string, keep: boolean): number {
    const bytes = this.room.leave(jobId);
    if (bytes !== null && !keep) this.remove(jobId);
    return keep ? (bytes ?? 0) : 0;
  }

  /** Removes an image that no row speaks of any more; what cannot be removed now is swept later. */
  remove(jobId: string): void {
    this.files.remove(jobId).catch((thrown: unknown) => {
      this.logger.warn({ job_id: jobId, cause: String(thrown) }, 'the image of a job could not be removed');
    });
  }
}
