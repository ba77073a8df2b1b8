import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PLANTED } from './planted-imports.js';
import { ROOT } from './workspaces.js';

const CLI = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

interface Cruise {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
  readonly summary: { readonly violations: readonly Violation[] };
}

function cruise(folder: string): Cruise {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'libs', 'apps', '--config', join(ROOT, '.dependency-cruiser.mjs'), '--output-type', 'json'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return JSON.parse(stdout) as Cruise; // what --output-type json is documented to be
}

/** The workspaces with their real package.json, doors without rooms behind them, and what is planted. */
function plantedRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-layers-'));
  mkdirSync(join(folder, 'node_modules/@gatehouse'), { recursive: true });
  for (const manifest of globSync('{apps,libs,libs/vision}/*/package.json', { cwd: ROOT })) {
    const workspace = dirname(manifest);
    mkdirSync(join(folder, workspace, 'src'), { recursive: true });
    cpSync(join(ROOT, manifest), join(folder, manifest));
    for (const door of ['index.ts', 'internal.ts'])
      writeFileSync(join(folder, workspace, 'src', door), 'export {};\n');
    symlinkSync(join(folder, workspace), join(folder, 'node_modules', packageName(manifest)));
  }
  for (const [file, code] of PLANTED) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "nodenext" }, "include": ["libs", "apps"] }',
  );
  return folder;
}

function packageName(manifest: string): string {
  return (JSON.parse(readFileSync(join(ROOT, manifest), 'utf8')) as { name: string }).name; // npm demands one
}

describe('the graph of imports [STAB-05]', () => {
  it('has no forbidden edge, and sees those between libraries', () => {
    const { modules, summary } = cruise(ROOT);
    expect(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
    const edges = modules
      .filter(({ source }) => source.startsWith('libs/execution/'))
      .flatMap(({ dependencies }) => dependencies.map(({ resolved }) => resolved));
    expect(edges).toContain('libs/plugins/src/index.ts');
  });

  describe('with planted imports', () => {
    const folder = plantedRepository();
    const { violations } = cruise(folder).summary;
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(PLANTED)('is red at %s: %s', (file, _, rule) => {
      const said = violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name);
      expect(said).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
    });

    it('is red nowhere else', () => {
      const planted = PLANTED.map(([file]) => file);
      expect(violations.filter(({ from }) => !planted.includes(from))).toEqual([]);
    });
  });
});
