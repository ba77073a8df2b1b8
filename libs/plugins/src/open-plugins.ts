import type { SettingValues } from '@gatehouse/config';
import { WorkerRestarts } from './health/worker-restarts.js';
import type { HostSettings } from './host/plugin-host.js';
import type { IllegalStepHandler } from './lifecycle/plugin-lifecycle.js';
import { QUARANTINE_RULES, type QuarantineRules } from './lifecycle/quarantine.js';
import type { PluginPath } from './loader/discover-plugins.js';
import { PluginSource } from './loader/plugin-source.js';
import { COMEBACK_RULES, type ComebackRules } from './management/comeback.js';
import { PluginReloader } from './management/plugin-reloader.js';
import { PluginEntries } from './registry/plugin-entries.js';
import { PluginRegistry } from './registry/plugin-registry.js';

/** What the plugins tell of themselves. */
export interface PluginsListener {
  onPluginLog: HostSettings['log'];
  onIllegalStep: IllegalStepHandler;
  /** A folder of plugins could not be read, or two plugins have one name. */
  onProblem(message: string): void;
}

/** The plugins of a server: who serves them, and who changes them. */
export interface Plugins {
  readonly registry: PluginRegistry;
  readonly reloader: PluginReloader;
}

/** Reads every plugin folder. No code of a plugin is run. */
export function openPlugins(
  paths: readonly PluginPath[],
  values: SettingValues,
  listener: PluginsListener,
  quarantine: QuarantineRules = QUARANTINE_RULES,
  comeback: ComebackRules = COMEBACK_RULES,
): Plugins {
  const entries = new PluginEntries();
  const restarts = new WorkerRestarts();
  const source = new PluginSource({
    paths,
    values,
    quarantine,
    onPluginLog: listener.onPluginLog,
    onProcessEnd: (plugin, end) => {
      restarts.count(plugin, end);
    },
  });
  const reloader = new PluginReloader(entries, source, listener.onIllegalStep, comeback);
  for (const problem of reloader.fill()) listener.onProblem(problem);
  return { registry: new PluginRegistry(entries, restarts), reloader };
}
