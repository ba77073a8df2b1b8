import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Writes a plugin called `waits` that does nothing for so many milliseconds: what is measured is the server, not the
 * work.
 *
 * @returns its parent folder, for PLUGIN_PATHS; to be closed by whoever asked
 */
export async function writeWaitingPlugin(
  milliseconds: number,
  maxConcurrency: number,
): Promise<ReturnType<typeof temporaryFolder>> {
  const parent = temporaryFolder();
  const folder = join(parent.path, 'waits');
  await mkdir(folder);
  const manifest = {
    name: 'waits',
    version: '1.0.0',
    description: 'Waits',
    entry: 'index.js',
    limits: { max_concurrency: maxConcurrency },
  };
  await writeFile(join(folder, 'plugin.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'index.js'),
    `export default { run: () => new Promise((done) => setTimeout(() => done({ ok: true }), ${milliseconds})) };`,
  );
  return parent;
}
