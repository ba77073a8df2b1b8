import type { SettingValues } from '@gatehouse/config';
import { longestIntakeMs, longestRenderingMs } from '@gatehouse/images';
import { longestRunMs } from '@gatehouse/plugins';

/** The settings that it depends on. */
type Settings = Pick<SettingValues, 'IMAGE_MAX_DECODE_MS' | 'PLUGIN_MAX_TIMEOUT_MS'>;

/** The most that one execution may take once it is its turn, in milliseconds. Each part ends it by itself. */
export function longestExecutionMs(values: Settings): number {
  return longestIntakeMs(values) + longestRunMs(values) + longestRenderingMs(values);
}
