import { readFile } from 'node:fs/promises';

const KILOBYTE = 1024;
const INTERVAL_MS = 200;

/**
 * Watches the resident memory of a process while it works: the belt to the braces of `RLIMIT_DATA`,
 * which does not count shared mappings.
 *
 * @param onExceeded called once, when more than `maxBytes` are resident
 * @returns a function that ends the watch
 */
export function watchMemory(pid: number, maxBytes: number, onExceeded: () => void): () => void {
  let watching = true;
  const stop = (): void => {
    watching = false;
    clearInterval(timer);
  };
  const timer = setInterval(() => {
    void residentBytes(pid).then((bytes) => {
      // A reading may come in after the watch has ended: what it was started for is over.
      if (!watching || bytes <= maxBytes) return;
      stop();
      onExceeded();
    });
  }, INTERVAL_MS);
  timer.unref();
  return stop;
}

// proc(5): in kilobytes here, and not in pages, whose size differs between machines. A process that is gone has none.
async function residentBytes(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * KILOBYTE;
  } catch {
    return 0;
  }
}
