import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LifecycleState } from '@gatehouse/contracts';
import { pluginFolder, writePlugin, type PluginSource } from '../../support/plugin-folder.js';

/** What stands in a folder besides ordinary files of text: by the path relative to it. */
export interface OddEntries {
  readonly pipes?: readonly string[];
  /** What each leads to. */
  readonly links?: Readonly<Record<string, string>>;
  readonly bytes?: Readonly<Record<string, Uint8Array>>;
}

/** A folder that holds no plugin that could run: what it has, its state, and the whole of its reason. */
export type BrokenFolder = readonly [
  what: string,
  source: PluginSource,
  state: LifecycleState,
  /** Where it names the folder, the folder is called `subject`. */
  reason: string,
  odd?: OddEntries,
];

/**
 * Writes broken folders, and one good plugin beside them.
 *
 * @returns the folder that holds them, as PLUGIN_PATHS takes it
 */
export function brokenFolders(rows: Readonly<Record<string, BrokenFolder>>): string {
  const parent = pluginFolder({ good: {} });
  writeFileSync(join(parent, 'outside.js'), 'export default { run: () => ({}) };');
  for (const [name, [, source, , , odd = {}]] of Object.entries(rows)) {
    const folder = join(parent, name);
    writePlugin(folder, name, source);
    writeOdd(folder, odd);
  }
  return parent;
}

function writeOdd(folder: string, { pipes = [], links = {}, bytes = {} }: OddEntries): void {
  const at = (name: string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    return join(folder, name);
  };
  for (const name of pipes) execFileSync('mkfifo', [at(name)]);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, at(name));
  for (const [name, content] of Object.entries(bytes)) writeFileSync(at(name), content);
}
