import { readConfig, type SettingName } from '@gatehouse/config';
import type { PluginRegistry } from '@gatehouse/plugins';
import type { QuarantineRules } from '../../../libs/plugins/src/lifecycle/quarantine.js';
import { fillRegistry } from '../../../libs/plugins/src/loader/fill-registry.js';
import { pluginFolder, type PluginSource } from '../../support/plugin-folder.js';

const open: PluginRegistry[] = [];

afterAll(async () => {
  await Promise.all(open.splice(0).map((registry) => registry.closeAll()));
});

/** A registry and what it said while it was filled and used. */
export interface OpenRegistry {
  readonly registry: PluginRegistry;
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
): OpenRegistry {
  const problems: string[] = [];
  const logs: string[] = [];
  const paths = folders.map((folder) => ({
    path: typeof folder === 'string' ? folder : pluginFolder(folder),
    shipped: false,
  }));
  const registry = fillRegistry(
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
  );
  open.push(registry);
  return { registry, problems, logs };
}
