import type { Readable } from 'node:stream';

const KEPT = 4096;
const MOST_READ = 1024 * 1024;

/** Keeps the last of what a process writes to standard error. A flood is cut off: its reader goes away. */
export class StderrTail {
  private kept = '';
  private total = 0;

  constructor(stream: Readable | null) {
    stream?.on('data', (chunk: Buffer) => {
      this.total += chunk.length;
      this.kept = (this.kept + chunk.toString('utf8')).slice(-KEPT);
      if (this.total > MOST_READ) stream.destroy();
    });
    stream?.on('error', () => undefined);
  }

  get text(): string {
    return this.kept;
  }
}
