import { readFile } from 'node:fs/promises';

const PAGE = 4096;
const INTERVAL_MS = 200;

/**
 * Watches the resident memory of a process while it works: the belt to the braces of `RLIMIT_DATA`,
 * which does not count shared mappings.
 *
 * @param onExceeded called once, when more than `maxBytes` are resident
 * @returns a function that ends the watch
 */
export function watchMemory(pid: number, maxBytes: number, onExceeded: () => void): () => void {
  const timer = setInterval(() => {
    void residentBytes(pid).then((bytes) => {
      if (bytes <= maxBytes) return;
      clearInterval(timer);
      onExceeded();
    });
  }, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

// proc(5): the second number of statm is the resident set, in pages. A process that is gone has none.
async function residentBytes(pid: number): Promise<number> {
  try {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8');
    return Number(statm.split(' ')[1] ?? 0) * PAGE;
  } catch {
    return 0;
  }
}
