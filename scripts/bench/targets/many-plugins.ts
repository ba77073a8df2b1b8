import { cp } from 'node:fs/promises';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_PLUGIN_ALONE } from './empty-plugin.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Plugins that do nothing, in a folder for PLUGIN_PATHS. */
export interface ManyPlugins {
  readonly names: readonly string[];
  readonly path: string;
  close(): Promise<void> | void;
}

/** Writes so many copies of the plugin `empty`, each by a name of its own. To be closed. */
export async function writeManyPlugins(count: number): Promise<ManyPlugins> {
  const parent = temporaryFolder();
  const empty = join(EMPTY_PLUGIN_ALONE.PLUGIN_PATHS, EMPTY_PLUGIN_ALONE.PLUGIN_ONLY);
  const manifest = JSON.parse(readFileSync(join(empty, 'plugin.json'), 'utf8')) as object; // it is a manifest
  const names = Array.from({ length: count }, (_, index) => `empty-${index + 1}`);
  for (const name of names) {
    const folder = join(parent.path, name);
    mkdirSync(folder);
    await cp(join(empty, 'index.js'), join(folder, 'index.js'));
    writeFileSync(join(folder, 'plugin.json'), JSON.stringify({ ...manifest, name }));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  }
  return { names, path: parent.path, close: () => parent.close() };
}
