import { Logger } from '@nestjs/common';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Supervisors kill after thirty seconds at the least; the promise is fifteen. */
const LIMIT_MS = 14_500;

const logger = new Logger('Process');

/**
 * Ends the process on the first signal in good order, with exit code 0; on the second at once, with 1.
 *
 * @param stop lets go of everything. What it has not done after 14.5 seconds is given up, with exit code 1
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.log(`${signal}: stopping`);
    setTimeout(() => {
      logger.error(`not stopped after ${LIMIT_MS} ms, ending all the same`);
      process.exit(1);
    }, LIMIT_MS);
    void stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        logger.error(thrown, 'could not stop in good order');
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
}
