import type { SettingValues } from '@gatehouse/config';
import { PluginHost, type HostSettings } from '../host/plugin-host.js';
import type { IllegalStepHandler } from '../lifecycle/plugin-lifecycle.js';
import { QUARANTINE_RULES, type QuarantineRules } from '../lifecycle/quarantine.js';
import { PluginEntry } from '../registry/plugin-entry.js';
import { PluginRegistry } from '../registry/plugin-registry.js';
import { discoverPlugins, type PluginPath } from './discover-plugins.js';
import { loadPlugin } from './load-plugin.js';
import { parseGrants } from './plugin-grants.js';

/** Milliseconds that a plugin's code and its `initialize` may take. */
const START_TIMEOUT_MS = 30_000;

/** What filling a registry tells of itself. */
export interface RegistryListener {
  onPluginLog: HostSettings['log'];
  onIllegalStep: IllegalStepHandler;
  /** A folder of plugins could not be read, or two plugins have one name. */
  onProblem(message: string): void;
}

/** Reads every plugin folder into a new registry. No code of a plugin is run. */
export function fillRegistry(
  paths: readonly PluginPath[],
  settings: SettingValues,
  listener: RegistryListener,
  quarantine: QuarantineRules = QUARANTINE_RULES,
): PluginRegistry {
  const entrySettings = { onIllegalStep: listener.onIllegalStep, quarantine };
  const registry = new PluginRegistry();
  const { folders, problems } = discoverPlugins(paths);
  for (const problem of problems) listener.onProblem(problem);
  for (const folder of folders) {
    const plugin = loadPlugin(folder, {
      caps: { maxTimeoutMs: settings.PLUGIN_MAX_TIMEOUT_MS, maxMemoryMb: settings.PLUGIN_MAX_MEMORY_MB },
      grants: parseGrants(settings.PLUGIN_GRANTS),
    });
    if (registry.has(plugin.name)) {
      const reason = `There is another plugin called ${plugin.name}, found before. Rename one of them.`;
      const twin = {
        state: 'FAILED',
        name: `${plugin.name} (${folder.path})`,
        reason,
        contract: null,
      } as const;
      registry.register(PluginEntry.refused(twin, entrySettings));
      listener.onProblem(`${reason} It lies in ${folder.path}.`);
    } else if (plugin.state === 'LOADED') {
      const host = new PluginHost(plugin, hostSettings(settings, listener));
      registry.register(PluginEntry.loaded(plugin, host, entrySettings));
    } else {
      registry.register(PluginEntry.refused(plugin, entrySettings));
    }
  }
  return registry;
}

function hostSettings(settings: SettingValues, listener: RegistryListener): HostSettings {
  return {
    maxQueue: settings.EXECUTION_QUEUE,
    output: {
      maxBytes: settings.OUTPUT_MAX_BYTES,
      maxDepth: settings.OUTPUT_MAX_DEPTH,
      maxValues: settings.OUTPUT_MAX_VALUES,
    },
    startTimeoutMs: START_TIMEOUT_MS,
    log: listener.onPluginLog,
  };
}
