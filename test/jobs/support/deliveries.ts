import type { JobDelivery, JobInput, JobQueue } from '@gatehouse/jobs';

/** A delivery that a test holds until it lets it go. */
export interface HeldDelivery extends JobDelivery {
  /** Settles the work. */
  readonly settle: (failure?: Error) => void;
}

/** Consumes a queue; what is delivered waits here for the test. */
export class Deliveries {
  /** All that were ever delivered. */
  readonly all: HeldDelivery[] = [];
  private readonly untaken: HeldDelivery[] = [];
  private wanting: ((delivery: HeldDelivery) => void)[] = [];

  constructor(queue: JobQueue, concurrency = 1) {
    queue.consume(
      (delivery) =>
        new Promise((resolve, reject) => {
          this.arrived({
            ...delivery,
            settle: (failure) => {
              if (failure === undefined) resolve();
              else reject(failure);
            },
          });
        }),
      concurrency,
    );
  }

  /** The next one. */
  next(): Promise<HeldDelivery> {
    const delivery = this.untaken.shift();
    if (delivery !== undefined) return Promise.resolve(delivery);
    return new Promise((resolve) => this.wanting.push(resolve));
  }

  private arrived(delivery: HeldDelivery): void {
    this.all.push(delivery);
    const wanting = this.wanting.shift();
    if (wanting === undefined) this.untaken.push(delivery);
    else wanting(delivery);
  }
}

export function newInput(text = 'image'): JobInput {
  return { image: Buffer.from(text), mimeType: 'image/png', options: { n: 1 }, maxAttempts: 1 };
}
