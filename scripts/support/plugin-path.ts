import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An absolute path of what somebody typed: npm moves to the root before it runs a script, and keeps where they were. */
export function typedPath(typed: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);
}

/** The folder of the plugin that somebody named: by the name of one that ships, or by its path. */
export function pluginPath(typed: string): string {
  const shipped = join(ROOT, 'libs/vision', typed);
  return /^[a-z][a-z0-9-]*$/.test(typed) && existsSync(shipped) ? shipped : typedPath(typed);
}
