import { mkdtempSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type SettingName, type SettingValues } from '@gatehouse/config';
import type { FoundPlugin } from './find-plugin.js';

/** A temporary DATA_DIR, and a folder of plugins that holds the one. */
export interface KitHome {
  readonly settings: SettingValues;
  remove(): void;
}

/**
 * Makes the settings of a server that has the plugin, and that grants it what its manifest asks for.
 *
 * @param env further settings, as the environment would have them
 */
export function makeKitHome(
  { folder, name, shipped, asksFor }: FoundPlugin,
  env: Partial<Readonly<Record<SettingName, string>>>,
): KitHome {
  const home = mkdtempSync(join(tmpdir(), 'gatehouse-testkit-'));
  const plugins = join(home, 'plugins');
  mkdirSync(plugins);
  if (!shipped) symlinkSync(folder, join(plugins, name));
  const grants = shipped || asksFor.length === 0 ? {} : { PLUGIN_GRANTS: `${name}:${asksFor.join('+')}` };
  return {
    settings: readConfig({
      ...grants,
      ...env,
      DATA_DIR: join(home, 'data'),
      PLUGIN_PATHS: plugins,
      PLUGIN_ONLY: name,
    }),
    remove: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}
