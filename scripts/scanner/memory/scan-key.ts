import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What tells how everything is compiled and judged, and which package is where. */
const SETTINGS = [
  'package.json',
  'package-lock.json',
  '.dependency-cruiser.mjs',
  'tsconfig*.json',
  'node_modules/.package-lock.json',
  'node_modules/typescript/package.json',
  '{apps,libs}/*/package.json',
  '{apps,libs}/*/tsconfig*.json',
  '{apps,libs}/*/*/package.json',
  '{apps,libs}/*/*/tsconfig*.json',
];
const SCANNER = fileURLToPath(new URL('..', import.meta.url));

/** Everything that a judgement of the files rests on besides them. */
export interface KeyParts {
  readonly root: string;
  /** As it is held to. */
  readonly policy: unknown;
  /** Every source file there is, judged or not: one more, and a name could lead elsewhere. */
  readonly sources: readonly string[];
  readonly theirs: readonly string[];
  readonly besides: readonly string[];
}

/** The same for two scans between which nothing but the judged files can have changed. */
export function scanKey({ root, policy, sources, theirs, besides }: KeyParts): string {
  const hash = createHash('sha256');
  const add = (text: string): void => void hash.update(text).update('\0');
  const addFile = (path: string): void => {
    add(path);
    add(textOf(path));
  };
  add(process.version);
  add(JSON.stringify(policy));
  sources.forEach(add);
  globSync('**/*.ts', { cwd: SCANNER })
    .sort()
    .forEach((file) => {
      addFile(join(SCANNER, file));
    });
  [...globSync(SETTINGS, { cwd: root }).sort(), ...besides].forEach((file) => {
    addFile(join(root, file));
  });
  // They are large, and come from the registry as the lock says: when they were written says enough.
  for (const path of theirs) add(`${path} ${stampOf(path)}`);
  return hash.digest('hex');
}

/** Of the text of a file that is on the disk. */
export const hashOfFile = (path: string): string => hashOf(textOf(path));

/** Of a text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'not there';
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'not there' : `${found.size} ${found.mtimeMs} ${found.ino}`;
}
