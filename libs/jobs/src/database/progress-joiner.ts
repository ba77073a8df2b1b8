import type { ExecutionProgress } from '@gatehouse/contracts';

/** The shortest time between two reports of one attempt that are written. */
const PAUSE_MS = 250;
const MAX_MESSAGE_LENGTH = 500;

type Write = (jobId: string, runId: string, progress: ExecutionProgress) => void;

interface Slot {
  readonly jobId: string;
  readonly timer: NodeJS.Timeout;
  latest: ExecutionProgress | null;
}

/** Joins reports of progress that come fast: the first is written at once, of those that follow the last one. */
export class ProgressJoiner {
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly write: Write) {}

  report(jobId: string, runId: string, reported: ExecutionProgress): void {
    const progress = bounded(reported);
    if (progress === null) return;
    const slot = this.slots.get(runId);
    if (slot === undefined) this.writeAndPause(jobId, runId, progress);
    else slot.latest = progress;
  }

  /** Writes what is held back of an attempt, which is about to end. */
  flush(runId: string): void {
    const slot = this.slots.get(runId);
    if (slot === undefined) return;
    clearTimeout(slot.timer);
    this.slots.delete(runId);
    if (slot.latest !== null) this.write(slot.jobId, runId, slot.latest);
  }

  private writeAndPause(jobId: string, runId: string, progress: ExecutionProgress): void {
    const timer = setTimeout(() => {
      const latest = this.slots.get(runId)?.latest ?? null;
      this.slots.delete(runId);
      if (latest !== null) this.writeAndPause(jobId, runId, latest);
    }, PAUSE_MS).unref();
    this.slots.set(runId, { jobId, timer, latest: null });
    this.write(jobId, runId, progress);
  }
}

// a plugin may report anything that is a number and a text
function bounded({ fraction, message }: ExecutionProgress): ExecutionProgress | null {
  if (!Number.isFinite(fraction)) return null;
  const text = message.slice(0, MAX_MESSAGE_LENGTH).replaceAll('\0', ''); // which no text of PostgreSQL may hold
  return { fraction: Math.min(1, Math.max(0, fraction)), message: text };
}
