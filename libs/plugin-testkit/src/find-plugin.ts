import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A plugin's folder, and what has to be granted so that it can run. */
export interface FoundPlugin {
  /** Absolute, links resolved. */
  readonly folder: string;
  /** The folder's name, which is the plugin's. */
  readonly name: string;
  /** Whether it comes with Gatehouse: then it has what it asks for. */
  readonly shipped: boolean;
  /** The permissions its manifest asks for, as PLUGIN_GRANTS names them; none where the manifest cannot be read. */
  readonly asksFor: readonly string[];
}

const SHIPPED = fileURLToPath(new URL('../../vision', import.meta.url));

/**
 * Looks at a plugin's folder without judging it: that is the server's work.
 *
 * @param folder a path or a file URL
 * @throws Error where there is no such folder
 */
export function findPlugin(folder: string | URL): FoundPlugin {
  const given = folder instanceof URL ? fileURLToPath(folder) : folder;
  if (statSync(given, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Error(`There is no folder ${given}. Name the folder that holds the plugin's plugin.json.`);
  }
  const real = realpathSync(given);
  return {
    folder: real,
    name: basename(real),
    shipped: dirname(real) === realpathSync(SHIPPED),
    asksFor: permissionsOf(join(real, 'plugin.json')),
  };
}

function permissionsOf(manifest: string): string[] {
  try {
    const { permissions } = JSON.parse(readFileSync(manifest, 'utf8')) as { permissions?: object }; // else none is found
    return Object.entries(permissions ?? {})
      .filter(([, asked]) => (Array.isArray(asked) ? asked.length > 0 : asked === true))
      .map(([name]) => name)
      .filter((name) => /^(network|addons|read|write)$/.test(name));
  } catch {
    return []; // the server says what is wrong with it
  }
}
