import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so. Never gives up by itself: the test's own limit says when it took too long. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await sleep(10);
}
