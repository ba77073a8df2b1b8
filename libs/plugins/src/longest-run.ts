import type { SettingValues } from '@gatehouse/config';
import { PLUGIN_START_TIMEOUT_MS } from './loader/plugin-source.js';

/** The most that a plugin may take for one call, in milliseconds: to start where it has to, and to answer. */
export function longestRunMs(values: Pick<SettingValues, 'PLUGIN_MAX_TIMEOUT_MS'>): number {
  return PLUGIN_START_TIMEOUT_MS + values.PLUGIN_MAX_TIMEOUT_MS;
}
