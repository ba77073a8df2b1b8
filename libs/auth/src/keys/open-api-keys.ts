import { join } from 'node:path';
import { ConfigError, type SettingValues } from '@gatehouse/config';
import { ApiKeys } from './api-keys.js';
import { KeyFile } from './key-file.js';
import { KeyFileError } from './key-file-text.js';
import type { KeyRecord } from './key-record.js';
import { KeyRing } from './key-ring.js';

/** Names that only this machine can reach. Whatever is not exactly one of them counts as public. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const CREATE = '`npm run keys -- create --role analyze`';

/** The settings that say where keys are kept. */
export type KeyFileSettings = Pick<SettingValues, 'API_KEYS_FILE' | 'DATA_DIR'>;

/** The file that holds the keys of a server with these settings. */
export function keyFileOf({ API_KEYS_FILE, DATA_DIR }: KeyFileSettings): KeyFile {
  return new KeyFile(API_KEYS_FILE === '' ? join(DATA_DIR, 'api-keys.json') : API_KEYS_FILE);
}

/**
 * Opens the API keys of a server that is starting.
 *
 * @throws ConfigError where the file cannot be understood, or others than this machine could reach a server that has
 *   no key
 */
export async function openApiKeys(settings: KeyFileSettings & Pick<SettingValues, 'HOST'>): Promise<ApiKeys> {
  const file = keyFileOf(settings);
  const stamp = await file.stamp();
  const ring = new KeyRing();
  ring.take(await read(file));
  if (!LOOPBACK_HOST.test(settings.HOST) && !ring.hasActive(new Date())) {
    throw new ConfigError([noKeyFor(settings.HOST, file.path)]);
  }
  return new ApiKeys(file, ring, stamp);
}

async function read(file: KeyFile): Promise<readonly KeyRecord[] | null> {
  try {
    return await file.read();
  } catch (thrown) {
    if (!(thrown instanceof KeyFileError)) throw thrown;
    throw new ConfigError([
      `API_KEYS_FILE is "${file.path}"; ${thrown.message}. Let this user read it, restore it from a backup, ` +
        `or move it away and make new keys: ${CREATE}`,
    ]);
  }
}

function noKeyFor(host: string, path: string): string {
  return (
    `HOST is "${host}", which others than this machine can reach, and there is no valid API key in "${path}". ` +
    `Make one with ${CREATE}, or set HOST to 127.0.0.1.`
  );
}
