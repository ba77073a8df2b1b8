import { Logger } from '@nestjs/common';
import { currentExchange } from './exchange-context.js';

const logger = new Logger('Process');

/**
 * Gives stray throws and rejections to the request that caused them, which gets its 400 while all others live on.
 *
 * Those that belong to no request are logged, and the process lives on too. Nothing that outlives a request is shared
 * in its memory: jobs are in the store, whose writer is elsewhere; plugins and decoders are processes of their own; and
 * readiness says when one of them is gone. To end here would take every request in flight along for a defect in none of
 * them. What leaves the process itself unusable, such as a heap that is full, ends it without asking.
 *
 * @returns takes the guard off again
 */
export function guardProcess(): () => void {
  const onStray = (thrown: unknown): void => {
    const exchange = currentExchange();
    if (exchange?.isOpen === true || exchange?.isStreaming === true) exchange.giveUp(thrown);
    else
      logger.error(
        { of_request: exchange?.id ?? null, thrown: describe(thrown) },
        'a stray error was caught',
      );
  };
  process.on('uncaughtException', onStray).on('unhandledRejection', onStray);
  return () => {
    process.off('uncaughtException', onStray).off('unhandledRejection', onStray);
  };
}

// Whatever was thrown may be a proxy: looking at it must not throw.
function describe(thrown: unknown): string {
  try {
    return Error.isError(thrown) ? (thrown.stack ?? thrown.message) : String(thrown);
  } catch {
    return 'a thrown value that cannot be looked at';
  }
}
