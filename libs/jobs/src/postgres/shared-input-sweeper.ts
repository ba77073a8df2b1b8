import { Logger } from '@nestjs/common';
import { KeptInputs } from '../database/kept-inputs.js';
import { Sweep } from '../database/sweep.js';
import type { QueueLimits } from '../queue-room.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { selectInput } from '../sql/queue-queries.js';

const EVERY_MS = 60_000;

/**
 * Forgets the oldest of the images that are kept for trying again. Every process looks: when what it kept itself is too
 * much, and once in a minute, for others keep some, too.
 */
export class SharedInputSweeper {
  private readonly logger = new Logger('InputSweeper');
  private readonly keptInputs: KeptInputs;
  private readonly sweep = new Sweep(
    () => this.keptInputs.forgetExcess(),
    (thrown) => {
      this.logger.warn({ cause: String(thrown) }, 'images that nobody needs could not be removed');
    },
  );

  constructor(
    private readonly reader: DatabaseReader,
    writer: DatabaseWriter,
    limits: QueueLimits,
  ) {
    this.keptInputs = new KeptInputs(reader, writer, limits);
  }

  /** Sweeps now, and from time to time. */
  start(): void {
    void this.sweep.start(EVERY_MS);
  }

  /** Resolves when nothing is being forgotten any more. */
  stop(): Promise<void> {
    return this.sweep.stop();
  }

  /** To be told of every job that failed. */
  failed(jobId: string): void {
    this.count(jobId).catch(() => undefined); // the next sweep counts it
  }

  private async count(jobId: string): Promise<void> {
    const input = await this.reader.first(selectInput(this.reader.db, jobId));
    if (input !== null && this.keptInputs.add(input.bytes)) await this.sweep.now();
  }
}
