import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '@gatehouse/config';
import { guardProcess, stopOnSignals } from '@gatehouse/http-edge';
import { createWorker } from './create-worker.js';

/**
 * Starts a worker with the settings of the environment and of `.env`. It ends with 0 when it is stopped, after it
 * handed back what it was at, and with 1 where it cannot start or does not stop in good order.
 */
export async function bootstrap(): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const worker = await createWorker(readConfig(process.env));
    guardProcess();
    stopOnSignals(() => worker.close());
    process.stdout.write('Gatehouse is at work on the jobs of DATABASE_URL.\n');
  } catch (thrown) {
    process.stderr.write(`${describeFailure(thrown)}\n`);
    // Whatever was opened before the failure would keep the process alive.
    process.exit(1);
  }
}

function describeFailure(thrown: unknown): string {
  if (thrown instanceof ConfigError) {
    const problems = thrown.problems.map((line) => `  ${line}`);
    return ['This worker cannot start with these settings:', ...problems].join('\n');
  }
  return `This worker cannot start: ${Error.isError(thrown) ? (thrown.stack ?? thrown.message) : String(thrown)}`;
}
