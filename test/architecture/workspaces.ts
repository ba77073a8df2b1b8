import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a workspace says of itself, and what its sources say. Names are without `@gatehouse/`, and sorted. */
export interface Workspace {
  /** Relative to the root. */
  readonly folder: string;
  readonly name: string;
  readonly imported: readonly string[];
  readonly dependencies: readonly string[];
  readonly references: readonly string[];
}

/** Every workspace of the repository, as its files say. */
export function readWorkspaces(root = ROOT): Workspace[] {
  return globSync('{apps,libs,libs/vision}/*/package.json', { cwd: root })
    .sort()
    .map((file) => readWorkspace(root, dirname(file)));
}

function readWorkspace(root: string, folder: string): Workspace {
  const manifest = readJson(join(root, folder, 'package.json'));
  const project = readJson(join(root, folder, 'tsconfig.json'));
  const sources = globSync('src/**/*.ts', { cwd: join(root, folder), exclude: ['**/*.spec.ts'] });
  const name = shortName(manifest.name) ?? manifest.name;
  return {
    folder,
    name,
    imported: unique(
      sources.flatMap((file) => importsOf(readFileSync(join(root, folder, file), 'utf8'))),
    ).filter((imported) => imported !== name),
    dependencies: unique(
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).flatMap(
        (key) => shortName(key) ?? [],
      ),
    ),
    references: unique(
      (project.references ?? []).map(({ path }) =>
        relative('libs', join(folder, path)).replace(/^vision\//, ''),
      ),
    ),
  };
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import\()\s*'@gatehouse\/([a-z-]+)(?:\/[^']*)?'/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

function shortName(name: string): string | null {
  return name.startsWith('@gatehouse/') ? name.slice('@gatehouse/'.length) : null;
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly references?: readonly { readonly path: string }[];
}

function readJson(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest; // package.json or tsconfig.json, whose forms npm and tsc check
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
