import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERROR_CATALOGUE } from '@gatehouse/errors';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the error catalogue', () => {
  it('has no code that no test names', () => {
    const tests = globSync(['test/**/*.ts', '{libs,apps,scripts}/**/*.spec.ts'], {
      cwd: root,
      exclude: ['**/node_modules/**', '**/dist/**', 'test/errors/**'],
    });
    const told = tests.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
    const offenders = Object.keys(ERROR_CATALOGUE).filter((code) => !told.includes(`'${code}'`));
    expect(offenders).toEqual([]);
  });
});
