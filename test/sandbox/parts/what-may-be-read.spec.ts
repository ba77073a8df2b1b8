import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageClosure } from '@gatehouse/sandbox';
import { readableByOthers } from '../../../libs/sandbox/src/hardening/readable-by-others.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function writePackage(folder: string, manifest: unknown): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

describe('packageClosure', () => {
  it('holds a package and all it depends on, each link by both its names', () => {
    const root = temporaryFolder();
    const app = writePackage(join(root, 'app'), {
      dependencies: { linked: '1', '@scope/near': '1', gone: '1' },
    });
    const near = writePackage(join(app, 'node_modules/@scope/near'), { optionalDependencies: { far: '1' } });
    const far = writePackage(join(root, 'node_modules/far'), { dependencies: { linked: '1' } });
    const linked = writePackage(join(root, 'linked'), { dependencies: { far: '1' } });
    writePackage(join(root, 'node_modules/unrelated'), {});
    const link = join(root, 'node_modules/linked');
    symlinkSync(linked, link);
    mkdirSync(join(app, 'dist'));
    expect(packageClosure(join(app, 'dist')).sort()).toEqual([app, near, far, linked, link].sort());
  });

  it.each([null, 7, [], 'text', { dependencies: 'x' }, { dependencies: null }, { dependencies: ['a'] }])(
    'takes a package.json that is %j for one without dependencies',
    (manifest) => {
      const root = writePackage(temporaryFolder(), manifest);
      expect(packageClosure(root)).toEqual([root]);
    },
  );

  it('takes a package.json that is no JSON for one without dependencies', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'package.json'), '{');
    expect(packageClosure(root)).toEqual([root]);
  });

  it.each(['..', '../..', '.', '', '/etc', '../../../../../../etc', '@scope/../../..', 'a/../../..', 'a/b'])(
    'is not led out of node_modules by a dependency called %j',
    (name) => {
      const root = temporaryFolder();
      mkdirSync(join(root, 'app/node_modules/a/b'), { recursive: true });
      mkdirSync(join(root, 'app/node_modules/@scope'));
      const app = writePackage(join(root, 'app'), { dependencies: { [name]: '1' } });
      expect(packageClosure(app)).toEqual([app]);
    },
  );

  it('ends where packages depend on one another', () => {
    const root = temporaryFolder();
    const a = writePackage(join(root, 'node_modules/a'), { dependencies: { b: '1', a: '1' } });
    const b = writePackage(join(root, 'node_modules/b'), { dependencies: { a: '1' } });
    expect(packageClosure(a).sort()).toEqual([a, b]);
  });
});

describe('readableByOthers', () => {
  it.each<[what: string, file: number, folder: number, expected: boolean]>([
    ['an open file in an open folder', 0o644, 0o755, true],
    ['an open file in a folder that may only be passed through', 0o644, 0o711, true],
    ['a private file', 0o640, 0o755, false],
    ['an open file in a private folder', 0o644, 0o750, false],
    ['an open file in a folder that may only be listed', 0o644, 0o754, false],
  ])('judges %s', (_what, fileMode, folderMode, expected) => {
    const root = temporaryFolder();
    chmodSync(root, 0o755);
    const folder = join(root, 'folder');
    const file = join(folder, 'file');
    mkdirSync(folder);
    writeFileSync(file, '');
    chmodSync(file, fileMode);
    chmodSync(folder, folderMode);
    expect(readableByOthers(file)).toBe(expected);
  });

  it.each<[mode: number, expected: boolean]>([
    [0o755, true],
    [0o754, false],
    [0o751, false],
  ])('judges a folder of mode %o', (mode, expected) => {
    const root = temporaryFolder();
    chmodSync(root, mode);
    expect(readableByOthers(root)).toBe(expected);
  });

  it('asks no right for what is not there', () => {
    const root = temporaryFolder();
    chmodSync(root, 0o755);
    expect(readableByOthers(join(root, 'none/at/all'))).toBe(true);
  });
});
