import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../architecture/workspaces.js';

const CLIENT = join(ROOT, 'libs/client');

describe('the package of the client', () => {
  it('has types as docs/openapi.json says: `npm run client:generate` would change nothing', () => {
    const script = fileURLToPath(new URL('../../scripts/client-generate.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('imports nothing but its own files, as it is built', () => {
    const built = globSync('dist/**/*.js', { cwd: CLIENT });
    expect(built).toContain('dist/index.js');
    const foreign = built.flatMap((file) =>
      [...readFileSync(join(CLIENT, file), 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('./') && !specifier.startsWith('../')),
    );
    expect(foreign).toEqual([]);
  });

  it('is compiled without the types of Node, so that none of its globals can be used', () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(CLIENT, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: { types: string[]; lib: string[] };
    }; // tsc demands it
    expect(compilerOptions.types).toEqual([]);
    expect(compilerOptions.lib).toContain('dom');
  });

  it('depends on no package', () => {
    const manifest = JSON.parse(readFileSync(join(CLIENT, 'package.json'), 'utf8')) as object; // npm demands it
    expect(Object.keys(manifest).filter((key) => /dependencies$/i.test(key))).toEqual([]);
  });
});
