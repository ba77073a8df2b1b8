/** A signal that stands for two. */
export interface EitherSignal {
  /** Aborted, with the reason of the first, when either is. */
  readonly signal: AbortSignal;
  /** To be called when nobody listens to it any more. */
  readonly letGo: () => void;
}

/**
 * Joins two signals for the time of one execution.
 *
 * Not by `AbortSignal.any`: that one holds on by weak references, and what they name, with all that it knows of a
 * request, lives until the next major collection.
 */
export function eitherSignal(one: AbortSignal, other: AbortSignal): EitherSignal {
  const controller = new AbortController();
  const signals = [one, other];
  const abort = (): void => {
    controller.abort(signals.find(({ aborted }) => aborted)?.reason);
  };
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  return {
    signal: controller.signal,
    letGo: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    },
  };
}
