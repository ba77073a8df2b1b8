import type { Closable } from '../targets/with-open.ts';

/** A durable queue of images. */
export interface TimedQueue extends Closable {
  /** Resolves when the job and its image are stored for good. @returns the id of the job */
  submit(image: Buffer): Promise<string>;
  /**
   * Delivers jobs to work that does nothing, and records that each is done.
   *
   * @param onStart told when work on a job would begin, its image at hand
   * @param onDone told when its end is stored for good
   */
  consume(atOnce: number, onStart: (id: string) => void, onDone: () => void): Promise<void> | void;
}
