import { GatehouseError, isGatehouseError } from '@gatehouse/errors';
import { fetchTimedOut } from './fetch-errors.js';

/** The most each step of a fetch may take, in milliseconds. What is received may pause for as long. */
const LIMITS_MS = Object.freeze({ resolving: 2000, connecting: 2000, answering: 4000, receiving: 3000 });
/** For the whole of it, from the name to the last byte. */
export const FETCH_TIMEOUT_MS = 8000;

/** A step of a fetch that has a time of its own. */
export type FetchStep = keyof typeof LIMITS_MS;

const SAID: Readonly<Record<FetchStep, string>> = {
  resolving: `its host name was not found within ${LIMITS_MS.resolving} ms`,
  connecting: `no connection was made within ${LIMITS_MS.connecting} ms`,
  answering: `no answer began within ${LIMITS_MS.answering} ms`,
  receiving: `nothing more arrived for ${LIMITS_MS.receiving} ms`,
};

/** Ends a fetch when a step of it takes too long, when all of it does, or when nobody waits for it any more. */
export class FetchClock {
  private readonly controller = new AbortController();
  private readonly whole: NodeJS.Timeout;

  /** @param caller aborts when the fetch is for nobody */
  constructor(private readonly caller?: AbortSignal) {
    this.whole = setTimeout(() => {
      this.end(fetchTimedOut(`all of it was not here within ${FETCH_TIMEOUT_MS} ms`));
    }, FETCH_TIMEOUT_MS);
    caller?.addEventListener('abort', this.cancel);
    if (caller?.aborted === true) this.cancel();
  }

  /** Aborts when the fetch is to end, with a GatehouseError as its reason. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * Waits for a step, no longer than it may take.
   *
   * @throws GatehouseError IMAGE_URL_TIMED_OUT, EXECUTION_CANCELLED, and whatever the step does
   */
  async during<Result>(step: FetchStep, work: Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => {
      this.end(fetchTimedOut(SAID[step]));
    }, LIMITS_MS[step]);
    const end = this.awaitEnd();
    try {
      return await Promise.race([end.ended, work]);
    } catch (thrown) {
      // What the end of the fetch broke off fails in its own words.
      throw this.signal.aborted ? reasonOf(this.signal) : thrown;
    } finally {
      clearTimeout(timer);
      end.forget();
    }
  }

  /** One for each wait: a promise that all of them raced would keep every one until the fetch is over. */
  private awaitEnd(): { readonly ended: Promise<never>; readonly forget: () => void } {
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const onAbort = (): void => {
      reject(reasonOf(this.signal));
    };
    this.signal.addEventListener('abort', onAbort);
    if (this.signal.aborted) onAbort();
    return {
      ended,
      forget: () => {
        this.signal.removeEventListener('abort', onAbort);
      },
    };
  }

  /** To be called once when the fetch is over, however it ended. */
  stop(): void {
    clearTimeout(this.whole);
    this.caller?.removeEventListener('abort', this.cancel);
  }

  private readonly cancel = (): void => {
    const reason: unknown = this.caller?.reason;
    const cancelled = new GatehouseError('EXECUTION_CANCELLED', { reason: 'its caller gave up' });
    this.end(isGatehouseError(reason) ? reason : cancelled);
  };

  private end(reason: GatehouseError): void {
    this.controller.abort(reason);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason as Error; // only `end` aborts it
}
