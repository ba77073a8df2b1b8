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
import { ROOT } from './workspaces.js';

const CLI = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** Imports that must be refused: the file that has it, the import, and the rule that says so. */
const PLANTED: readonly (readonly [file: string, code: string, rule: RegExp])[] = [
  ['libs/contracts/src/planted.ts', "import '@gatehouse/errors';", /^downward-/],
  ['libs/errors/src/planted.ts', "export { config } from '@gatehouse/config';", /^downward-/],
  ['libs/config/src/planted.ts', "import type { plugins } from '@gatehouse/plugins';", /^downward-/],
  ['libs/sandbox/src/planted.ts', "export const late = import('@gatehouse/images');", /^downward-/],
  ['libs/plugins/src/planted.ts', "import '@gatehouse/execution';", /^downward-/],
  ['libs/jobs/src/planted.ts', "import '../../execution/src/index.js';", /^downward-/],
  ['libs/images/src/planted.ts', "import '@gatehouse/jobs';", /^apart-/],
  ['libs/observability/src/planted.ts', "import '@gatehouse/execution';", /^apart-/],
  ['libs/auth/src/planted.ts', "import '@gatehouse/execution';", /^apart-/],
  ['libs/http-edge/src/planted.ts', "import '@gatehouse/execution';", /^apart-/],
  ['libs/execution/src/planted.ts', "import '../../../apps/server/src/index.js';", /^downward-/],
  ['libs/execution/src/plant-two.ts', "import '@gatehouse/plugin-sdk';", /^downward-/],
  ['libs/execution/src/plant-three.ts', "import '@gatehouse/plugin-testkit';", /^downward-/],
  ['libs/plugin-testkit/src/planted.ts', "import '../../../apps/server/src/index.js';", /^downward-/],
  [
    'libs/plugin-testkit/src/plant-two.ts',
    "import '@gatehouse/execution/internal';",
    /^internal-door-is-for-tests$/,
  ],
  [
    'libs/vision/ocr/src/plant-three.ts',
    "import '@gatehouse/plugin-testkit';",
    /^plugins-know-the-sdk-alone$/,
  ],
  ['apps/server/src/plant-three.ts', "import '@gatehouse/plugin-testkit';", /^testkit-is-for-tests$/],
  ['libs/plugin-sdk/src/planted.ts', "import '@gatehouse/errors';", /^sdk-knows-contracts-alone$/],
  ['libs/vision/ocr/src/planted.ts', "import '@gatehouse/contracts';", /^plugins-know-the-sdk-alone$/],
  ['libs/vision/ocr/src/plant-two.ts', "import '@gatehouse/vision-barcode';", /^plugins-know-the-sdk-alone$/],
  ['apps/server/src/planted.ts', "import '@gatehouse/execution/internal';", /^internal-door-is-for-tests$/],
  ['apps/server/src/plant-two.ts', "import '@gatehouse/jobs/src/index.js';", /^no-unresolvable$/],
];

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
  for (const [file, code] of PLANTED) writeFileSync(join(folder, file), `${code}\n`);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "module": "nodenext" }, "include": ["libs", "apps"] }',
  );
  return folder;
}

function packageName(manifest: string): string {
  return (JSON.parse(readFileSync(join(ROOT, manifest), 'utf8')) as { name: string }).name; // npm demands one
}

describe('the graph of imports', () => {
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
