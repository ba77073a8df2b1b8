import { readWorkspaces } from './workspaces.js';

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
});
