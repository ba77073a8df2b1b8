import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One plugin to be written. */
export interface PluginSource {
  /** Put over a manifest that is valid; a text is written as it is, null writes no plugin.json at all. */
  readonly manifest?: Readonly<Record<string, unknown>> | string | null;
  /** The text of `index.js`. By default a plugin that answers `{ ok: true }`; null writes none. */
  readonly code?: string | null;
  /** Further files: paths relative to the plugin's folder, and what stands in them; null leaves one out. */
  readonly files?: Readonly<Record<string, string | null>>;
}

const ANSWERS_OK = 'export default { run: () => ({ ok: true }) };';

const written: string[] = [];

afterAll(() => {
  for (const folder of written.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * Writes plugins into a fresh folder, as PLUGIN_PATHS takes it. It is removed after the suite.
 *
 * @param plugins by the name of their folder, which is their own unless the manifest says otherwise
 * @returns the absolute path of the folder that holds them
 */
export function pluginFolder(plugins: Readonly<Record<string, PluginSource>>): string {
  const parent = mkdtempSync(join(tmpdir(), 'gatehouse-plugins-'));
  written.push(parent);
  chmodSync(parent, 0o755); // a plugin's process may run as another user
  for (const [name, source] of Object.entries(plugins)) writePlugin(join(parent, name), name, source);
  return parent;
}

/** Writes one plugin over whatever is in its folder, which is made where it is not there. */
export function writePlugin(
  folder: string,
  name: string,
  { manifest, code = ANSWERS_OK, files }: PluginSource,
): void {
  mkdirSync(folder, { recursive: true });
  const all: Readonly<Record<string, string | null>> = {
    'plugin.json': manifestText(name, manifest),
    'index.js': code,
    // without it Node would have to guess that index.js is an ES module
    'package.json': JSON.stringify({ name, private: true, type: 'module' }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    if (text === null) continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function manifestText(name: string, manifest: PluginSource['manifest']): string | null {
  if (typeof manifest === 'string' || manifest === null) return manifest;
  const defaults = { name, version: '1.0.0', description: `The plugin ${name}.`, entry: 'index.js' };
  return JSON.stringify({ ...defaults, ...manifest });
}
