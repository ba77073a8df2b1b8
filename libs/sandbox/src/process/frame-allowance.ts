import { FRAME_KIND, type FrameKind } from '../channel/frame.js';
import { MAX_LOG_LINES_A_CALL, PROGRESS_INTERVAL_MS } from '../channel/program-limits.js';

/** Lines of the call before may still come in when this one has begun. */
const MAX_LOG_FRAMES = 2 * MAX_LOG_LINES_A_CALL;
/** Reports of progress are counted by two clocks: twice as many as there can be is a margin. */
const PROGRESS_FRAME_MS = PROGRESS_INTERVAL_MS / 2;
const PROGRESS_AT_ONCE = 20;
const MAX_OTHERS = 10;

/** How many frames a process may send from one call to the next: as many as its program can through its own limits. */
export class FrameAllowance {
  private logs = 0;
  private progress = 0;
  private others = 0;

  /** @param since milliseconds, as all times here are, of one clock */
  constructor(private readonly since: number) {}

  /** Counts a frame; false when it is one too many. */
  take(kind: FrameKind, now: number): boolean {
    if (kind === FRAME_KIND.LOG) return ++this.logs <= MAX_LOG_FRAMES;
    if (kind !== FRAME_KIND.PROGRESS) return ++this.others <= MAX_OTHERS;
    return ++this.progress <= PROGRESS_AT_ONCE + (now - this.since) / PROGRESS_FRAME_MS;
  }
}
