import { ConsoleLogger } from '@nestjs/common';

/**
 * Speaks until the real logger is there: of warnings and worse. What Nest's own handler says of a failed start it
 * leaves out, because the failure is thrown on and told in a sentence by whoever starts the server.
 */
export class StartLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'] });
  }

  override error(message: unknown, ...parameters: unknown[]): void {
    if (parameters.at(-1) !== 'ExceptionHandler') super.error(message, ...parameters);
  }
}
