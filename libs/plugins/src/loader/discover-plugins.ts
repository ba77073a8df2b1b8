import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** A folder that should hold a plugin. */
export interface PluginFolder {
  /** Absolute. */
  readonly path: string;
  /** The folder's own name. */
  readonly name: string;
  /** True for those that come with Gatehouse: they have what they ask for. */
  readonly shipped: boolean;
}

/** A folder of plugins. */
export interface PluginPath {
  readonly path: string;
  readonly shipped: boolean;
}

/** A plugin folder and the name it is listed by. */
export interface FoundFolder extends PluginFolder {
  /** Its own name; that and its path where another folder of that name was found before. */
  readonly listedAs: string;
}

/** What was found in the folders of plugins. */
export interface Discovery {
  readonly folders: readonly FoundFolder[];
  /** A sentence for each folder of plugins that could not be read. */
  readonly problems: readonly string[];
}

/** Lists the plugin folders below each path, in order of paths and names. Hidden folders and node_modules are passed over. */
export function discoverPlugins(paths: readonly PluginPath[]): Discovery {
  const folders: PluginFolder[] = [];
  const problems: string[] = [];
  for (const { path, shipped } of paths) {
    try {
      folders.push(...list(resolve(path), shipped));
    } catch {
      problems.push(`The plugin folder ${path} cannot be read. Mend PLUGIN_PATHS or create it.`);
    }
  }
  return { folders: named(folders), problems };
}

function list(parent: string, shipped: boolean): PluginFolder[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .sort()
    .map((name) => ({ name, shipped, path: resolve(parent, name) }));
}

/** A path that is named twice is one folder; of two folders with one name, the first has it. */
function named(folders: readonly PluginFolder[]): FoundFolder[] {
  const distinct = new Map(folders.map((folder) => [folder.path, folder]));
  const taken = new Set<string>();
  return [...distinct.values()].map((folder) => {
    const listedAs = taken.has(folder.name) ? `${folder.name} (${folder.path})` : folder.name;
    taken.add(folder.name);
    return { ...folder, listedAs };
  });
}
