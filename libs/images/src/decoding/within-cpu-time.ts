const LOOK_EVERY_MS = 10;

/** How a decoder says that it gave up; the host tells it from the words of the codecs. */
export const OUT_OF_TIME = 'decoding took too much processor time';

/**
 * Waits for work that runs on other threads, but not for more of this process's processor time than is allowed: time
 * that other processes took does not count against an image. The work cannot be called off, so the process ends once
 * its failure is told.
 *
 * @param allowedMs of user and system time
 * @throws Error {@link OUT_OF_TIME}
 */
export async function withinCpuTime<Result>(work: Promise<Result>, allowedMs: number): Promise<Result> {
  const start = process.cpuUsage();
  let looking: NodeJS.Timeout | undefined;
  const overrun = new Promise<never>((_, reject) => {
    looking = setInterval(() => {
      const { user, system } = process.cpuUsage(start);
      if ((user + system) / 1000 <= allowedMs) return;
      reject(new Error(OUT_OF_TIME));
      // The failure is told in the same turn; by the next the host would take the process for one that is at rest.
      setImmediate(endProcess);
    }, LOOK_EVERY_MS);
  });
  try {
    return await Promise.race([work, overrun]);
  } finally {
    clearInterval(looking);
  }
}

const endProcess = (): void => process.exit(1);
