import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * Frees the buffers of calls that are over. V8 lets go of them in its own time, since it does not see how much memory
 * a codec is about to take from the system: without this, a large image after a large image runs out of memory.
 */
export class LargeGarbage {
  private readonly collect: () => void;
  private bytes = 0;

  constructor() {
    setFlagsFromString('--expose-gc'); // seen by contexts made from now on
    this.collect = runInNewContext('gc') as () => void; // what the flag exposes
  }

  /** Says that so many bytes will not be needed after this call. */
  add(bytes: number): void {
    this.bytes += bytes;
  }

  /** To be called before a new image is decoded. */
  async free(): Promise<void> {
    if (this.bytes < LARGE_BYTES) return;
    this.bytes = 0;
    this.collect();
    await setImmediate(); // memory that came from an addon is given back a turn later
  }
}
