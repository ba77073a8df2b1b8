import { destination, type DestinationStream } from 'pino';
import { PinoPretty } from 'pino-pretty';

/**
 * Where log lines go: to standard output, as JSON for machines, or coloured for a person at a terminal.
 *
 * @param isTerminal whether a person reads standard output, as `process.stdout.isTTY` says
 */
export function logStream(isTerminal: boolean): DestinationStream {
  if (!isTerminal) return destination({ dest: 1, sync: true });
  return PinoPretty({ sync: true, singleLine: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}
