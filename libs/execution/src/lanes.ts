interface Lane {
  width: number;
  held: number;
  readonly waiting: Set<() => void>;
}

/** Lets so many at once into each of several lanes; the others wait, in the order in which they came. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();

  /**
   * Does some work while holding a place in a lane.
   *
   * @param width how many the lane takes; what was said last counts
   * @throws the reason of the signal where it aborts before there is a place
   */
  async hold<Result>(
    name: string,
    width: number,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const lane = this.lanes.get(name) ?? { width, held: 0, waiting: new Set() };
    this.lanes.set(name, lane);
    lane.width = width;
    if (lane.held < lane.width) lane.held++;
    else await turnIn(lane, signal);
    try {
      return await work();
    } finally {
      this.leave(name, lane);
    }
  }

  private leave(name: string, lane: Lane): void {
    lane.held--;
    for (const next of lane.waiting) {
      if (lane.held >= lane.width) break;
      lane.waiting.delete(next);
      lane.held++; // for whoever is next: nobody may take the place in between
      next();
    }
    if (lane.held === 0) this.lanes.delete(name);
  }
}

async function turnIn({ waiting }: Lane, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const next = (): void => {
    resolve(undefined);
  };
  const giveUp = (): void => {
    if (waiting.delete(next)) reject(signal.reason as Error); // whatever aborted it says why
  };
  waiting.add(next);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
