import { resolve } from 'node:path';
import type { SettingValues } from '@gatehouse/config';
import { LIFECYCLE_STATE } from '@gatehouse/contracts';
import { ProcessBudget } from '@gatehouse/sandbox';
import { PluginHost, type HostSettings } from '../host/plugin-host.js';
import type { QuarantineRules } from '../lifecycle/quarantine.js';
import { PluginRelease } from '../registry/plugin-release.js';
import { discoverPlugins, type FoundFolder, type PluginPath } from './discover-plugins.js';
import { loadPlugin, type LoadedPlugin, type LoadPolicy, type RefusedPlugin } from './load-plugin.js';
import { parseGrants } from './plugin-grants.js';

/** Milliseconds that a plugin's code and its `initialize` may take. */
export const PLUGIN_START_TIMEOUT_MS = 30_000;

/** Where plugins are looked for, and how they are held. */
export interface SourceSettings {
  readonly paths: readonly PluginPath[];
  readonly values: SettingValues;
  readonly quarantine: QuarantineRules;
  readonly onPluginLog: HostSettings['log'];
  readonly onProcessEnd: HostSettings['onProcessEnd'];
}

/** What the folders of plugins hold now. */
export interface SourceListing {
  readonly folders: readonly FoundFolder[];
  /** A sentence for each folder of plugins that cannot be read, and each name that two plugins have. */
  readonly problems: readonly string[];
}

/** The folders that plugins come from. Reading them runs no code of a plugin. */
export class PluginSource {
  private readonly policy: LoadPolicy;
  private readonly host: HostSettings;

  constructor(private readonly settings: SourceSettings) {
    this.policy = policyOf(settings.values);
    this.host = hostSettings(settings);
  }

  /** Lists the folders as they are now. */
  find(): SourceListing {
    const { folders: all, problems } = discoverPlugins(this.settings.paths);
    const { PLUGIN_ONLY: only, PLUGIN_EXCEPT: except } = this.settings.values;
    const isWanted = ({ name }: FoundFolder): boolean =>
      (only.length === 0 || only.includes(name)) && !except.includes(name);
    const folders = all.filter(isWanted);
    const twins = folders.filter(isTwin).map((folder) => `${twinReason(folder)} It lies in ${folder.path}.`);
    return { folders, problems: [...problems, ...twins] };
  }

  /** Reads one folder as it is now. Never throws: what is wrong with it is the release's problem. */
  read(folder: FoundFolder): PluginRelease {
    const plugin = isTwin(folder) ? refusedTwin(folder) : loadPlugin(folder, this.policy);
    const host = plugin.state === LIFECYCLE_STATE.LOADED ? new PluginHost(plugin, this.host) : null;
    return new PluginRelease(plugin, host, this.settings.quarantine);
  }
}

const isTwin = ({ name, listedAs }: FoundFolder): boolean => name !== listedAs;

const twinReason = ({ name }: FoundFolder): string =>
  `There is another plugin called ${name}, found before. Rename one of them.`;

function refusedTwin(folder: FoundFolder): LoadedPlugin | RefusedPlugin {
  const { listedAs: name } = folder;
  return { state: LIFECYCLE_STATE.FAILED, name, reason: twinReason(folder), contract: null };
}

function policyOf(values: SettingValues): LoadPolicy {
  return {
    caps: { maxTimeoutMs: values.PLUGIN_MAX_TIMEOUT_MS, maxMemoryMb: values.PLUGIN_MAX_MEMORY_MB },
    grants: parseGrants(values.PLUGIN_GRANTS),
  };
}

function hostSettings({ values, onPluginLog, onProcessEnd }: SourceSettings): HostSettings {
  return {
    owner: resolve(values.DATA_DIR),
    maxQueue: values.EXECUTION_QUEUE,
    output: {
      maxBytes: values.OUTPUT_MAX_BYTES,
      maxDepth: values.OUTPUT_MAX_DEPTH,
      maxValues: values.OUTPUT_MAX_VALUES,
    },
    startTimeoutMs: PLUGIN_START_TIMEOUT_MS,
    budget: new ProcessBudget(values.SANDBOX_MAX_PROCESSES),
    idleMs: values.SANDBOX_IDLE_MS,
    log: onPluginLog,
    onProcessEnd,
  };
}
