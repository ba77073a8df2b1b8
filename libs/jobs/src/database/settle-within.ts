import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when all of it is done, or after so many milliseconds. */
export async function settleWithin(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const timer = new AbortController();
  const late = delay(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, late]);
  timer.abort();
}
