import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderBytes } from './folder-bytes.ts';
import { productionClosure, type LockedPackages } from './production-closure.ts';

/** What something weighs where it is installed for production. */
export interface InstalledSize {
  readonly what: string;
  /** Packages of others. */
  readonly packages: number;
  readonly bytes: number;
}

/** The server without any plugin, and what each plugin that ships adds to it. */
export function installedSizes(root: string): readonly InstalledSize[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: LockedPackages;
  }; // as npm writes it
  const foreign = (workspace: string): string[] =>
    [...productionClosure(packages, workspace)].filter((path) => path.includes('node_modules/'));
  const weigh = (what: string, paths: readonly string[]): InstalledSize => ({
    what,
    packages: paths.length,
    bytes: paths.reduce((sum, path) => sum + folderBytes(join(root, path)), 0),
  });
  const server = foreign('apps/server');
  const plugins = readdirSync(join(root, 'libs/vision')).sort();
  return [
    weigh('the server alone', server),
    ...plugins.map((name) =>
      weigh(
        `${name} adds`,
        foreign(`libs/vision/${name}`).filter((path) => !server.includes(path)),
      ),
    ),
  ];
}
