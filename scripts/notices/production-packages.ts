import { readFileSync } from 'node:fs';
import type { ProductionPackage } from './production-package.ts';
import { statedLicence } from './stated-licence.ts';

interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const ROOT = new URL('../../', import.meta.url);
const MODULES = 'node_modules/';

/**
 * The packages of package-lock.json that are left after `npm prune --omit=dev`, on any platform, sorted by name and version.
 * One that lies in several folders is told once.
 */
export function productionPackages(): ProductionPackage[] {
  const lock = readFileSync(new URL('package-lock.json', ROOT), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockEntry> }; // npm's own file format
  const found = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes(MODULES) && dev !== true && link !== true)
    .map(([path, entry]) => packageAt(path, entry));
  const byKey = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function packageAt(path: string, { name, version = '', license }: LockEntry): ProductionPackage {
  const folder = `${path}/`;
  return {
    name: name ?? path.slice(path.lastIndexOf(MODULES) + MODULES.length),
    version,
    licence: license ?? statedLicence(new URL(folder, ROOT)) ?? '',
    folder,
  };
}
