import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LIFECYCLE_STATE, type PluginManifest } from '@gatehouse/contracts';
import { ManifestError } from '../manifest/manifest-error.js';
import { parseManifest, type ManifestCaps, type PluginContract } from '../manifest/parse-manifest.js';
import type { PluginFolder } from './discover-plugins.js';
import { inspectFolder } from './inspect-folder.js';
import { fileProblem, isInside } from './inside.js';
import { requestedGrants } from './plugin-grants.js';
import { missingRequirements } from './plugin-requirements.js';
import { readManifestText } from './read-manifest-text.js';

/** A folder that holds a plugin whose code may be started. */
export interface LoadedPlugin {
  readonly state: typeof LIFECYCLE_STATE.LOADED;
  readonly name: string;
  readonly contract: PluginContract;
  /** Absolute, links resolved. */
  readonly folder: string;
  /** Absolute path of the entry module. */
  readonly entry: string;
}

/** A folder that holds no plugin that could run, and why. */
export interface RefusedPlugin {
  readonly state: typeof LIFECYCLE_STATE.FAILED | typeof LIFECYCLE_STATE.UNAVAILABLE;
  readonly name: string;
  readonly reason: string;
  /** Null where the manifest itself is at fault. */
  readonly contract: PluginContract | null;
}

/** What the operator allows. */
export interface LoadPolicy {
  readonly caps: ManifestCaps;
  readonly grants: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a plugin's folder without running any of its code. Never throws: what is wrong with a folder is its `reason`. */
export function loadPlugin(found: PluginFolder, policy: LoadPolicy): LoadedPlugin | RefusedPlugin {
  const { name } = found;
  try {
    const folder = realFolder(found);
    const contract = parseManifest(readManifestText(folder), name, policy.caps);
    const entry = findEntry(folder, contract.manifest);
    inspectFolder(
      folder,
      contract.manifest.permissions.read.map((path) => resolve(folder, path)),
    );
    const missing = [
      ...missingGrants(found, contract.manifest, policy),
      ...missingRequirements(contract.manifest, folder),
    ];
    if (missing.length > 0) {
      return { state: LIFECYCLE_STATE.UNAVAILABLE, name, reason: missing.join(' '), contract };
    }
    return { state: LIFECYCLE_STATE.LOADED, name, contract, folder, entry };
  } catch (problem) {
    const reason =
      problem instanceof ManifestError ? problem.message : `The plugin's folder ${fileProblem(problem)}.`;
    return { state: LIFECYCLE_STATE.FAILED, name, reason, contract: null };
  }
}

function realFolder({ path }: PluginFolder): string {
  let folder: string;
  try {
    folder = realpathSync(path);
  } catch {
    throw new ManifestError('It is a link that leads nowhere. Mend the link or take it out.');
  }
  if (statSync(folder).isDirectory()) return folder;
  throw new ManifestError('It is a link to a file; a plugin is a folder. Mend the link or take it out.');
}

function findEntry(folder: string, { entry }: PluginManifest): string {
  const path = join(folder, entry);
  const outside = `The entry ${entry} lies outside of the plugin's folder. Move it inside.`;
  if (!isInside(path, folder)) throw new ManifestError(outside);
  if (!existsSync(path)) {
    throw new ManifestError(
      `The entry ${entry} does not exist. Build the plugin or mend /entry in plugin.json.`,
    );
  }
  const real = realpathSync(path);
  if (!isInside(real, folder)) throw new ManifestError(outside);
  if (!statSync(real).isFile()) {
    throw new ManifestError(`The entry ${entry} is no file. Name the plugin's main module in /entry.`);
  }
  return real;
}

function missingGrants(found: PluginFolder, manifest: PluginManifest, { grants }: LoadPolicy): string[] {
  if (found.shipped) return [];
  const missing = requestedGrants(manifest).filter((grant) => grants.get(found.name)?.has(grant) !== true);
  if (missing.length === 0) return [];
  return [
    `It asks for ${missing.join(', ')}. Allow that with PLUGIN_GRANTS=${found.name}:${missing.join('+')}.`,
  ];
}
