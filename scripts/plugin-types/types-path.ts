import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a plugin's generated types stand: among its sources where it is TypeScript, else beside its manifest. */
export function typesPath(folder: string): string {
  return existsSync(join(folder, 'tsconfig.json'))
    ? join(folder, 'src', 'plugin-types.ts')
    : join(folder, 'plugin-types.d.ts');
}
