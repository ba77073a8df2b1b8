import { sql, type Compilable, type Kysely } from 'kysely';
import type { JsonObject } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';
import type { JobInput } from '../job-input.js';
import type { DatabaseReader } from '../sql/database-access.js';
import type { JobDatabase } from '../sql/job-table.js';

/** One row of `job_images`. */
interface JobImageTable {
  readonly job_id: string;
  readonly image: Uint8Array;
}

type Images = Kysely<JobDatabase & { readonly job_images: JobImageTable }>;

function withImages(db: Kysely<JobDatabase>): Images {
  return db.$extendTables<{ readonly job_images: JobImageTable }>();
}

/** Stores the image of a job whose input is stored. */
export function insertImage(db: Kysely<JobDatabase>, jobId: string, image: Uint8Array): Compilable {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  return withImages(db).insertInto('job_images').values({ job_id: jobId, image: bytes });
}

/** Gives a new job the image of another. */
export function copyImage(db: Kysely<JobDatabase>, from: string, to: string): Compilable {
  return withImages(db)
    .insertInto('job_images')
    .columns(['job_id', 'image'])
    .expression((select) =>
      select
        .selectFrom('job_images')
        .select([sql.lit(to).as('job_id'), 'image'])
        .where('job_id', '=', from),
    );
}

/** What queued jobs are run with. */
export class SharedInputs {
  constructor(private readonly reader: DatabaseReader) {}

  /** @throws GatehouseError `JOB_INPUT_LOST` where it is not what was submitted; `STORE_UNAVAILABLE` */
  async read(jobId: string): Promise<JobInput> {
    const row = await this.reader.first(
      withImages(this.reader.db)
        .selectFrom('job_inputs')
        .innerJoin('job_images', 'job_images.job_id', 'job_inputs.job_id')
        .select(['mime_type', 'options', 'bytes', 'max_attempts', 'trace_context', 'image'])
        .where('job_inputs.job_id', '=', jobId),
    );
    if (row?.image.byteLength !== row?.bytes || row === null) throw new GatehouseError('JOB_INPUT_LOST', {});
    return {
      image: row.image,
      mimeType: row.mime_type,
      options: JSON.parse(row.options) as JsonObject, // written by `insertInput` from one
      maxAttempts: row.max_attempts,
      traceContext: row.trace_context,
    };
  }
}
