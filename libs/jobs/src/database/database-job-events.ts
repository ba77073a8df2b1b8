import type { ExecutionProgress } from '@gatehouse/contracts';
import type { JobEvent } from '../job-event.js';
import { JobEvents } from '../job-events.js';
import { isFinalStatus } from '../job-transitions.js';
import { insertProgress, selectEvents, setProgress, toJobEvent } from '../sql/event-queries.js';
import { selectJob } from '../sql/job-queries.js';
import type { DatabaseReader, DatabaseWriter } from '../sql/database-access.js';
import { Bell } from './bell.js';
import type { HeldRuns } from './held-runs.js';
import type { JobChanges } from './job-changes.js';
import { ProgressJoiner } from './progress-joiner.js';

/** Most events read at a time. */
const STEP = 200;
/** After how many milliseconds a listener looks by itself, should it not have been told. */
const LOOK_AGAIN_MS = 5000;

/** What events are made of and told by. */
export interface DatabaseJobEventsParts {
  readonly reader: DatabaseReader;
  readonly writer: DatabaseWriter;
  readonly runs: HeldRuns;
  readonly changes: JobChanges;
}

/** The events of jobs in the embedded store. The database itself writes those of a job's steps. */
export class DatabaseJobEvents extends JobEvents {
  private readonly joiner = new ProgressJoiner((jobId, runId, progress) => {
    this.write(jobId, runId, progress).catch(() => undefined); // the next report, or the end, tells more
  });

  constructor(private readonly parts: DatabaseJobEventsParts) {
    super();
  }

  override report(id: string, runId: string, progress: ExecutionProgress): void {
    if (this.parts.runs.has(runId)) this.joiner.report(id, runId, progress);
  }

  /** Writes what is held back of an attempt; to be called before its end is written. */
  flush(runId: string): void {
    this.joiner.flush(runId);
  }

  override async *follow(id: string, after: number, signal: AbortSignal): AsyncIterable<JobEvent> {
    const { reader, changes } = this.parts;
    const bell = new Bell();
    const deafen = changes.listen(id, () => {
      bell.ring();
    });
    try {
      let last = after;
      let over = false;
      while (!signal.aborted) {
        const rows = await reader.all(selectEvents(reader.db, id, last, STEP));
        for (const row of rows) {
          yield toJobEvent(row);
          last = row.sequence;
          if (isFinalStatus(row.status)) return;
        }
        if (rows.length > 0) continue;
        if (over) return;
        over = await this.isOver(id); // then its last event may have come after the look above
        if (!over) await bell.heard(LOOK_AGAIN_MS, signal);
      }
    } finally {
      deafen();
    }
  }

  /** Whether nothing more can come: the job is final, or was erased, or never was. */
  private async isOver(id: string): Promise<boolean> {
    const { reader } = this.parts;
    const row = await reader.first(selectJob(reader.db, id, 'everybody'));
    return row === null || isFinalStatus(row.status);
  }

  private async write(id: string, runId: string, progress: ExecutionProgress): Promise<void> {
    const { reader, writer, changes } = this.parts;
    const steps = [
      setProgress(reader.db, id, runId, progress),
      insertProgress(reader.db, id, runId, progress, Date.now()),
    ];
    await writer.runAll(steps, 'soon');
    changes.tell(id);
  }
}
