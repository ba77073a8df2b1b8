import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folderBytes } from './folder-bytes.ts';
import { productionClosure, type LockedPackages } from './production-closure.ts';

/** What something weighs where it is installed for production. */
export interface InstalledSize {
  readonly what: string;
  /** Packages of others. */
  readonly packages: number;
  readonly bytes: number;
}

/** The server by itself, and what each workspace that may be left out adds to it: the sender of traces, the plugins. */
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
  const extras = ['otlp', ...plugins.map((name) => `vision/${name}`)];
  return [
    weigh('the server alone', server),
    ...extras.map((name) =>
      weigh(
        `${basename(name)} adds`,
        foreign(`libs/${name}`).filter((path) => !server.includes(path)),
      ),
    ),
  ];
}
