import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Check } from '../check.ts';
import { fail, skip } from '../check.ts';
import { typesFile, type ManifestSchemas } from '../../plugin-types/types-file.ts';
import { typesPath } from '../../plugin-types/types-path.ts';

/** The types that were written from the manifest are those of the manifest. */
export const typesCheck: Check = {
  id: 'types',
  title: 'its types are those of its schemas',
  async run({ folder }) {
    const file = typesPath(folder);
    if (!existsSync(file)) return [skip(`There is no ${basename(file)}; npm run plugin:types writes it.`)];
    const manifest = JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8')) as ManifestSchemas; // the server took it
    if (readFileSync(file, 'utf8') === (await typesFile(manifest))) return [];
    return [
      fail(
        `${basename(file)} is not what plugin.json says, so the compiler judges the code by other rules than the server. ` +
          `Run: npm run plugin:types -- ${folder}`,
      ),
    ];
  },
};
