import { Logger } from '@nestjs/common';
import { KeptInputs } from '../database/kept-inputs.js';
import { Sweep } from '../database/sweep.js';
import type { QueueLimits } from '../queue-room.js';
import { selectKnownInputs } from '../sql/queue-queries.js';
import type { QueueInputs } from './queue-inputs.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';

const EVERY_MS = 600_000;
/** Most images that are looked at at a time. */
const STEP = 500;

/** Removes images that no job needs any more, and the oldest of those that are kept for trying again. */
export class InputSweeper {
  private readonly logger = new Logger(InputSweeper.name);
  private readonly sweep = new Sweep(
    () => this.sweepAll(),
    (thrown) => {
      this.logger.warn({ cause: String(thrown) }, 'images that nobody needs could not be removed');
    },
  );
  private readonly keptInputs: KeptInputs;

  constructor(
    private readonly reader: Reader,
    writer: Writer,
    private readonly inputs: QueueInputs,
    limits: QueueLimits,
  ) {
    this.keptInputs = new KeptInputs(reader, writer, limits);
  }

  /** Sweeps now, and from time to time. Resolves when the first sweep is done. */
  start(): Promise<void> {
    return this.sweep.start(EVERY_MS);
  }

  stop(): Promise<void> {
    return this.sweep.stop();
  }

  /** To be told of the bytes of every image that is kept. */
  kept(bytes: number): void {
    if (this.keptInputs.add(bytes)) void this.sweep.now();
  }

  private async sweepAll(): Promise<void> {
    await this.keptInputs.forgetExcess();
    const names = await this.inputs.files.names();
    for (let at = 0; at < names.length; at += STEP) await this.removeOrphans(names.slice(at, at + STEP));
  }

  private async removeOrphans(names: readonly string[]): Promise<void> {
    const rows = await this.reader.all(selectKnownInputs(this.reader.db, names));
    const known = new Set(rows.map(({ job_id }) => job_id));
    // one that is being submitted has its room, and not yet its row
    const orphans = names.filter((name) => !known.has(name) && !this.inputs.room.has(name));
    await Promise.all(orphans.map((name) => this.inputs.files.remove(name)));
  }
}
