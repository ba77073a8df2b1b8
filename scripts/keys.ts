import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '@gatehouse/config';
import { keyFileOf, KeyFileError } from '@gatehouse/auth';
import { readKeysCommand } from './keys/keys-command.ts';
import { runKeysCommand } from './keys/run-keys-command.ts';

function explain(thrown: unknown): string {
  if (thrown instanceof ConfigError) return thrown.problems.join('\n');
  return Error.isError(thrown) ? thrown.message : String(thrown);
}

try {
  const command = readKeysCommand(process.argv.slice(2), new Date());
  if (existsSync('.env')) process.loadEnvFile('.env');
  const file = keyFileOf(readConfig(process.env));
  try {
    process.stdout.write(await runKeysCommand(command, file));
  } catch (thrown) {
    if (!(thrown instanceof KeyFileError)) throw thrown;
    throw new Error(`${file.path}: ${thrown.message}. Nothing was changed.`, { cause: thrown });
  }
} catch (thrown) {
  process.stderr.write(`${explain(thrown)}\n`);
  process.exitCode = 1;
}
