import { randomUUID } from 'node:crypto';

const COUNTER_MAX = 0xfff;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a generator of ids stands: a millisecond of the Unix epoch and how many ids it gave in it. */
export interface JobIdClock {
  readonly millisecond: number;
  readonly counter: number;
}

let clock: JobIdClock = { millisecond: 0, counter: 0 };

/**
 * A new job id: a UUIDv7 (RFC 9562), greater than every one this process gave before, also when the
 * system clock is set back.
 */
export function newJobId(): string {
  clock = tick(clock, Date.now());
  return formatJobId(clock);
}

/** Whether a text is a UUID in the spelling the store uses: lower case, with hyphens. */
export function isJobId(text: string): boolean {
  return UUID.test(text);
}

/** The next place of a generator. A full counter borrows the next millisecond. */
export function tick(last: JobIdClock, now: number): JobIdClock {
  if (now > last.millisecond) return { millisecond: now, counter: 0 };
  if (last.counter < COUNTER_MAX) return { millisecond: last.millisecond, counter: last.counter + 1 };
  return { millisecond: last.millisecond + 1, counter: 0 };
}

/** 48 bits of time, the version, 12 bits of counter, the variant, 62 random bits. */
export function formatJobId({ millisecond, counter }: JobIdClock): string {
  const time = millisecond.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  // The last two groups of a UUIDv4 are the variant and 62 random bits, as they are in a UUIDv7.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
}
