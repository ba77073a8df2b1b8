import { SETTINGS, type SettingName, type SettingValues } from './settings.js';
import type { Setting } from './setting.js';

/** One or more environment variables hold what they may not; the message names each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads every setting from an environment.
 *
 * @param env names to texts, as `process.env`; an empty text counts as unset
 * @throws ConfigError naming each bad variable, its value and what it may be
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SettingValues {
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => [name, readOne(name, setting, env[name], problems)]),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return values as SettingValues; // each entry was parsed by its own setting just above
}

function readOne(
  name: string,
  setting: Setting<unknown>,
  text: string | undefined,
  problems: string[],
): unknown {
  if (text === undefined || text === '') return setting.fallback;
  const value = setting.parse(text);
  if (value === undefined) {
    const shown = setting.isSecret === true ? 'not shown here, for it may hold a secret' : `"${text}"`;
    problems.push(`${name} is ${shown}; it may be ${setting.allowed}.`);
  }
  return value;
}

/** For docs and messages: the names in the order they are documented. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]; // the literal's own keys
