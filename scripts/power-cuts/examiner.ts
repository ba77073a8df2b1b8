import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Examination, Found } from './found.ts';

const PROGRAM = fileURLToPath(new URL('./examine.ts', import.meta.url));
const WITHIN_MS = 120_000;

/** Has stores opened in a process of its own: what happens to it happens to nobody else. */
export class Examiner {
  private child: ChildProcess | null = null;

  /** What is found in a store. Where its process ends or hangs, that is what is wrong with it. */
  async examine(examination: Examination): Promise<Found> {
    const child = (this.child ??= fork(PROGRAM, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
    const over = new AbortController();
    const answer = once(child, 'message', { signal: over.signal }).then(
      ([found]) => found as Found, // examine.ts sends nothing else
    );
    const ended = once(child, 'exit', { signal: over.signal }).then(() => 'the process that opened it ended');
    const hung = once(AbortSignal.timeout(WITHIN_MS), 'abort', { signal: over.signal }).then(
      () => 'the process that opened it hangs',
    );
    child.send(examination);
    const outcome = await Promise.race([answer, ended, hung]);
    over.abort();
    await Promise.allSettled([answer, ended, hung]);
    if (typeof outcome !== 'string') return outcome;
    this.dispose();
    return { problem: outcome, jobs: [], images: {}, deliveries: {}, keys: [] };
  }

  dispose(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }
}
