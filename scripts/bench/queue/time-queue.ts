import { setTimeout as sleep } from 'node:timers/promises';
import { lanesOf, repeat, timeOf } from '../measure/repeat.ts';
import type { TimedQueue } from './timed-queue.ts';

/** What a queue is to do. */
export interface QueueWork {
  /** Jobs submitted one after another, and delivered one after another. */
  readonly alone: number;
  /** Jobs submitted at once, then delivered at once. */
  readonly together: number;
  readonly atOnce: number;
  readonly imageBytes: number;
}

/** How a queue fared; times in milliseconds, of each job. */
export interface QueueFigures {
  readonly submitAlone: readonly number[];
  readonly submitTogether: readonly number[];
  readonly submitsPerSecond: number;
  /** Jobs delivered and ended a second. */
  readonly endsPerSecond: number;
  /** From the acknowledgement of a job to the start of its work, with nothing else to do. */
  readonly pickUp: readonly number[];
}

/** Between one job and the next, where each is to find nothing else at work. */
const IDLE_MS = 20;

/** Has a queue do its work: first submissions alone, then together, then deliveries of all of them, then one by one. */
export async function timeQueue(queue: TimedQueue, work: QueueWork): Promise<QueueFigures> {
  const image = Buffer.alloc(work.imageBytes, 7);
  const submit = (): Promise<number> => timeOf(() => queue.submit(image));
  await repeat([submit], { calls: 10 });
  const alone = await repeat([submit], { calls: work.alone });
  const together = await repeat(lanesOf(work.atOnce, submit), { calls: work.together });
  const started = new Map<string, number>();
  const ended = new Count();
  const begun = performance.now();
  await queue.consume(
    work.atOnce,
    (id) => started.set(id, performance.now()),
    () => {
      ended.add();
    },
  );
  const all = 10 + work.alone + work.together;
  await ended.reaches(all);
  const endsPerSecond = (all * 1000) / (performance.now() - begun);
  const pickUp: number[] = [];
  for (let job = 1; job <= work.alone; job++) {
    await sleep(IDLE_MS);
    const id = await queue.submit(image);
    const acknowledged = performance.now();
    await ended.reaches(all + job);
    pickUp.push(Math.max(0, (started.get(id) ?? Number.NaN) - acknowledged));
  }
  return {
    submitAlone: alone.times,
    submitTogether: together.times,
    submitsPerSecond: together.perSecond,
    endsPerSecond,
    pickUp,
  };
}

/** Counts, and tells one who waits for a number. */
class Count {
  private value = 0;
  private awaited: { readonly value: number; readonly resolve: () => void } | null = null;

  add(): void {
    this.value += 1;
    if (this.awaited !== null && this.value >= this.awaited.value) this.awaited.resolve();
  }

  async reaches(value: number): Promise<void> {
    if (this.value >= value) return;
    await new Promise<void>((resolve) => {
      this.awaited = { value, resolve };
    });
  }
}
