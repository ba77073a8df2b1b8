import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/plugin-path.ts';
import type { MadePlugin } from './made-plugin.ts';
import { addReference, addToLock } from './wire-workspace.ts';
import { lockedWorkspace, workspaceFiles } from './workspace-files.ts';

const TSCONFIGS = ['tsconfig.json', 'tsconfig.build.json', 'tsconfig.test.json'] as const;

/** Decides what a plugin in the repository consists of, and what has to know of it: tsc, and npm's lock. */
export function planWorkspace(name: string): MadePlugin {
  const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string }; // npm demands one
  const workspace = `libs/vision/${name}`;
  const edits = TSCONFIGS.map((path) => ({ path, text: addReference(read(path), workspace) }));
  const lock = addToLock(read('package-lock.json'), workspace, lockedWorkspace(name, version));
  const absolute = ({ path, text }: { path: string; text: string }) => ({ path: join(ROOT, path), text });
  return {
    folder: join(ROOT, workspace),
    files: workspaceFiles(name, version).map(absolute),
    edits: [...edits, { path: 'package-lock.json', text: lock }].map(absolute),
    next: [
      `npm run plugin:check -- ${name}`,
      'npm start',
      `curl -F plugin=${name} -F image=@docs/samples/photo-harbour.jpg http://127.0.0.1:3000/v1/analyze-execution`,
    ],
  };
}
