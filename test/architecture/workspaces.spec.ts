import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkspaces, ROOT } from './workspaces.js';

const workspaces = readWorkspaces();

describe('every workspace', () => {
  it('is found', () => {
    expect(workspaces.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'server',
        'contracts',
        'execution',
        'plugin-testkit',
        'vision-barcode',
        'vision-detect',
        'vision-faces',
        'vision-metadata',
        'vision-ocr',
        'vision-palette',
        'vision-quality',
        'vision-similarity',
      ]),
    );
  });

  it('refers in tsconfig.json to what it depends on by package.json, and to nothing else', () => {
    const offenders = workspaces.filter(
      ({ dependencies, references }) => dependencies.join() !== references.join(),
    );
    expect(offenders).toEqual([]);
  });

  it('depends on what it imports, and on nothing else', () => {
    const offenders = workspaces
      .map(({ name, imported, dependencies }) => ({
        name,
        undeclared: imported.filter((other) => !dependencies.includes(other)),
        unused: dependencies.filter((other) => !imported.includes(other)),
      }))
      .filter(({ undeclared, unused }) => undeclared.length + unused.length > 0);
    expect(offenders).toEqual([]);
  });

  it('is known to `nest generate`, but for plugins and the client, which are no modules of Nest', () => {
    const { projects } = JSON.parse(readFileSync(join(ROOT, 'nest-cli.json'), 'utf8')) as {
      projects: Readonly<Record<string, { readonly root: string }>>; // its schema demands it
    };
    const modules = workspaces.filter(({ folder }) => !/^libs\/(vision\/|client$)/.test(folder));
    expect(
      Object.values(projects)
        .map(({ root }) => root)
        .sort(),
    ).toEqual(modules.map(({ folder }) => folder).sort());
  });
});
