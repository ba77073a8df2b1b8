/** A verdict holds for others who ask at the same time: anybody may ask, and each look is a write. */
const FRESH_MS = 200;
/** With a verdict that was fresh when the store went away, within the two seconds that are promised. */
const PATIENCE_MS = 1500;

const SILENCE = `no answer within ${PATIENCE_MS} ms`;

/** Looks whether the store can be used, at most once at a time and not too often. */
export class StoreProbe {
  private verdict: string | null = null;
  private verdictAt = -Infinity;
  private underway: Promise<string | null> | null = null;

  /** @param ping resolves where the store can be used; it may take long */
  constructor(private readonly ping: () => Promise<void>) {}

  /** Why the store cannot be used; null where it can. Never rejects, and never takes long. */
  async problem(): Promise<string | null> {
    if (performance.now() - this.verdictAt < FRESH_MS) return this.verdict;
    this.underway ??= this.look().finally(() => {
      this.underway = null;
    });
    return withinPatience(this.underway);
  }

  private async look(): Promise<string | null> {
    try {
      await this.ping();
      this.verdict = null;
    } catch (thrown) {
      this.verdict = reasonOf(thrown);
    }
    this.verdictAt = performance.now();
    return this.verdict;
  }
}

async function withinPatience(look: Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, SILENCE);
  });
  try {
    return await Promise.race([look, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost cause: what is around it says only that the store is away. */
function reasonOf(thrown: unknown): string {
  let cause = thrown;
  for (let depth = 0; depth < 5 && Error.isError(cause) && cause.cause !== undefined; depth++)
    cause = cause.cause;
  return String(cause);
}
