import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PluginManifest } from '@gatehouse/contracts';

const GPU_DEVICES = ['/dev/nvidia0', '/dev/kfd', '/dev/dri/renderD128'] as const;

/**
 * Finds what a plugin requires and this machine does not have.
 *
 * @returns one sentence for each missing thing, saying what to do
 */
export function missingRequirements({ requires }: PluginManifest, folder: string): string[] {
  return [
    ...requires.packages
      .filter((name) => !hasPackage(name, folder))
      .map((name) => `The npm package ${name} is missing: run "npm install ${name}" in the plugin's folder.`),
    ...requires.files
      .filter((file) => !existsSync(resolve(folder, file)))
      .map((file) => `The file ${file} is missing: put it there or mend requires.files.`),
    ...(requires.gpu && !GPU_DEVICES.some(existsSync)
      ? ['A GPU is required and none was found: run the server where there is one.']
      : []),
  ];
}

function hasPackage(name: string, from: string): boolean {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', name))) return true;
    if (folder === dirname(folder)) return false;
  }
}
