/** What is lent before a byte has come: more than most bodies are, and little enough for thousands of them. */
const FIRST_BYTES = 64 * 1024;
/** A body lags when so much of it took longer than the time below. */
const PIECE_BYTES = 64 * 1024;
const PIECE_MS = 1000;

/**
 * What one body holds of the places, and how it comes. What it holds doubles as it comes, up to its length: bytes that
 * were only announced take nothing away from others.
 */
export class BodyPlace {
  /** Bytes that it holds. */
  held = 0;
  private arrived = 0;
  private pieces = 0;

  /**
   * @param most the most it may come to
   * @param movedAt milliseconds; when it last had come a piece further
   */
  constructor(
    readonly most: number,
    private movedAt: number,
  ) {}

  /** How many bytes it must be lent on top before so many more of it are kept. */
  needs(bytes: number): number {
    const wanted = this.arrived + bytes;
    if (this.held > 0 && wanted <= this.held) return 0;
    return Math.max(wanted, Math.min(this.most, Math.max(FIRST_BYTES, 2 * this.held))) - this.held;
  }

  /** Notes that so many more of it came. */
  arrive(bytes: number, now: number): void {
    this.arrived += bytes;
    const pieces = Math.floor(this.arrived / PIECE_BYTES);
    if (pieces > this.pieces) this.movedAt = now;
    this.pieces = pieces;
  }

  /** Whether it is more than it may come to. */
  get isTooLarge(): boolean {
    return this.arrived > this.most;
  }

  /** Whether it comes so slowly that it gives way when others need its place. */
  lags(now: number): boolean {
    return now - this.movedAt > PIECE_MS;
  }
}
