import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { typesFile, type ManifestSchemas } from '../plugin-types/types-file.ts';
import { typesPath } from '../plugin-types/types-path.ts';
import type { MadePlugin } from './made-plugin.ts';

/**
 * Writes a plugin, or nothing.
 *
 * @throws Error where something is there already
 */
export async function writePlugin({ folder, files, edits }: MadePlugin): Promise<void> {
  const there = [folder, ...files.map(({ path }) => path)].find((path) => existsSync(path));
  if (there !== undefined) {
    throw new Error(
      `${there} is there already, and is not overwritten. Choose another name, or remove it first.`,
    );
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await tidy(path, text));
  }
  for (const { path, text } of edits) writeFileSync(path, text);
  const manifest = JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8')) as ManifestSchemas; // written above
  writeFileSync(typesPath(folder), await typesFile(manifest));
}

async function tidy(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(import.meta.filename)), filepath: path });
}
