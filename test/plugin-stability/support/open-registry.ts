import { readConfig, type SettingName } from '@gatehouse/config';
import type { PluginRegistry } from '@gatehouse/plugins';
import type { QuarantineRules } from '../../../libs/plugins/src/lifecycle/quarantine.js';
import type { ComebackRules } from '../../../libs/plugins/src/management/comeback.js';
import type { PluginReloader } from '../../../libs/plugins/src/management/plugin-reloader.js';
import { openPlugins, type Plugins } from '../../../libs/plugins/src/open-plugins.js';
import { pluginFolder, type PluginSource } from '../../support/plugin-folder.js';

const open: Plugins[] = [];

afterAll(async () => {
  await Promise.all(
    open.splice(0).flatMap(({ registry, reloader }) => [registry.closeAll(), reloader.close()]),
  );
});

/** A registry and what it said while it was filled and used. */
export interface OpenRegistry {
  readonly registry: PluginRegistry;
  readonly reloader: PluginReloader;
  readonly problems: string[];
  readonly logs: string[];
}

/**
 * Fills a registry from folders of plugins. Its processes are ended after the suite.
 *
 * @param folders each what `pluginFolder` takes, or the path of one
 */
export function openRegistry(
  folders: readonly (string | Readonly<Record<string, PluginSource>>)[],
  env: Partial<Readonly<Record<SettingName, string>>> = {},
  quarantine?: QuarantineRules,
  comeback?: ComebackRules,
): OpenRegistry {
  const problems: string[] = [];
  const logs: string[] = [];
  const paths = folders.map((folder) => ({
    path: typeof folder === 'string' ? folder : pluginFolder(folder),
    shipped: false,
  }));
  const plugins = openPlugins(
    paths,
    readConfig(env),
    {
      onProblem: (message) => problems.push(message),
      onPluginLog: (plugin, level, message, jobId) =>
        logs.push(`${plugin} ${level} ${jobId ?? '-'} ${message}`),
      onIllegalStep: (message) => {
        throw new Error(message);
      },
    },
    quarantine,
    comeback,
  );
  open.push(plugins);
  return { ...plugins, problems, logs };
}
