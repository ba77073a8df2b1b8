import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, typedPath } from '../support/plugin-path.ts';
import { folderFiles } from './folder-files.ts';
import type { MadePlugin } from './made-plugin.ts';
import type { NewPlugin } from './parse-arguments.ts';

const SDK = join(ROOT, 'libs/plugin-sdk/src/index.ts');

/** Decides what a plugin outside of the repository consists of. */
export function planFolder({ name, parent }: NewPlugin & { readonly parent: string }): MadePlugin {
  const home = typedPath(parent);
  if (!relative(ROOT, home).startsWith('..')) {
    throw new Error(
      `${home} lies in this repository. Leave --in away to make a plugin in it, or name a folder outside.`,
    );
  }
  if (existsSync(join(ROOT, 'libs/vision', name))) {
    throw new Error(
      `There is a plugin ${name} that ships, and two of one name cannot be served. Choose another name.`,
    );
  }
  const folder = join(home, name);
  return {
    folder,
    files: folderFiles(name, relative(folder, SDK)).map(({ path, text }) => ({
      path: join(folder, path),
      text,
    })),
    edits: [],
    next: [
      `npm run plugin:check -- ${quote(folder)}`,
      `PLUGIN_PATHS=${quote(home)} npm start`,
      `curl -F plugin=${name} -F image=@docs/samples/photo-harbour.jpg http://127.0.0.1:3000/v1/analyze-execution`,
    ],
  };
}

/** A path as a shell takes it. */
function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
