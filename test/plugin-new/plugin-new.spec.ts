import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import { MANIFEST_SCHEMA } from '../../libs/plugins/src/manifest/manifest-schema.js';
import { NAME_PATTERN, nameProblem } from '../../scripts/plugin-new/plugin-name.js';
import { addReference, addToLock } from '../../scripts/plugin-new/wire-workspace.js';
import { readWorkspaces, ROOT } from '../architecture/workspaces.js';

const COPIED = [
  ...['package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.build.json'],
  ...[
    'tsconfig.test.json',
    '.prettierrc.json',
    'eslint.config.js',
    '.dependency-cruiser.mjs',
    'scripts',
    'docs/samples',
  ],
  ...['libs/contracts', 'libs/plugin-sdk', 'libs/vision/metadata'],
];

const copies: string[] = [];

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** As much of the repository as plugin:new needs, so that it works on that and not on the one these tests are in. */
function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gatehouse-new-'));
  copies.push(copy);
  for (const path of COPIED)
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, preserveTimestamps: true });
  linkPackages(copy);
  return copy;
}

/** A node_modules of its own, as npm would make it: links to the copied workspaces, and to everybody else's packages. */
function linkPackages(copy: string): void {
  mkdirSync(join(copy, 'node_modules/@gatehouse'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((name) => name !== '@gatehouse')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const name of ['contracts', 'plugin-sdk']) {
    symlinkSync(join(copy, 'libs', name), join(copy, 'node_modules/@gatehouse', name));
  }
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function pluginNew(repository: string, ...words: string[]): Run {
  const script = join(repository, 'scripts/plugin-new.ts');
  return spawnSync(process.execPath, [script, ...words], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: repository },
  });
}

function tool(repository: string, name: string, ...words: string[]): Run {
  return spawnSync(process.execPath, [join(ROOT, 'node_modules', name), ...words], {
    cwd: repository,
    encoding: 'utf8',
  });
}

describe('npm run plugin:new -- NAME', () => {
  const repository = copyOfRepository();
  let made: Run;

  beforeAll(() => {
    made = pluginNew(repository, 'night-watch');
  });

  it('makes a workspace, its types, a test and a page, and says what to do next', () => {
    expect(made).toMatchObject({ status: 0, stderr: '' });
    for (const file of [
      'libs/vision/night-watch/package.json',
      'libs/vision/night-watch/tsconfig.json',
      'libs/vision/night-watch/plugin.json',
      'libs/vision/night-watch/src/index.ts',
      'libs/vision/night-watch/src/plugin-types.ts',
      'test/vision/night-watch/night-watch.spec.ts',
      'docs/plugins/night-watch.md',
    ]) {
      expect([file, existsSync(join(repository, file))]).toEqual([file, true]);
    }
    expect(made.stdout).toContain(
      [
        '  npm run plugin:check -- night-watch',
        '  npm start',
        '  curl -F plugin=night-watch -F image=@docs/samples/photo-harbour.jpg http://127.0.0.1:3000/v1/analyze-execution',
      ].join('\n'),
    );
  });

  it('is known to tsc and to npm', () => {
    const workspace = readWorkspaces(repository).find(({ name }) => name === 'vision-night-watch');
    expect(workspace).toMatchObject({
      imported: ['plugin-sdk'],
      dependencies: ['plugin-sdk'],
      references: ['plugin-sdk'],
    });
    for (const file of ['tsconfig.json', 'tsconfig.build.json', 'tsconfig.test.json']) {
      const { references } = JSON.parse(readFileSync(join(repository, file), 'utf8')) as {
        references: unknown;
      };
      expect(references).toContainEqual({ path: 'libs/vision/night-watch' });
    }
    const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, unknown>;
    }; // npm's own file
    expect(packages['libs/vision/night-watch']).toEqual({
      name: '@gatehouse/vision-night-watch',
      version: '0.1.0',
      dependencies: { '@gatehouse/plugin-sdk': '0.1.0' },
    });
    expect(packages['node_modules/@gatehouse/vision-night-watch']).toEqual({
      resolved: 'libs/vision/night-watch',
      link: true,
    });
  });

  it('is formatted as the rest is', () => {
    const written = ['libs/vision/night-watch', 'test/vision', 'docs/plugins', 'tsconfig*.json'];
    expect(tool(repository, 'prettier/bin/prettier.cjs', '--check', ...written)).toMatchObject({ status: 0 });
  });

  describe('once it is built', () => {
    let plugin: OpenedPlugin;
    let compiled: Run;

    beforeAll(async () => {
      compiled = tool(repository, 'typescript/bin/tsc', '-b', 'libs/vision/night-watch');
      plugin = await openPlugin(join(repository, 'libs/vision/night-watch'));
    }, 120_000);
    afterAll(() => plugin.close());

    it('compiles', () => {
      expect(compiled).toMatchObject({ status: 0, stdout: '' });
    });

    it('answers what its page says', async () => {
      const page = readFileSync(join(repository, 'docs/plugins/night-watch.md'), 'utf8');
      const shown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '') as object;
      const { result } = await plugin.run(await sampleImage('photo-harbour.jpg'));
      expect(result).toEqual({
        ...shown,
        brightness: expect.closeTo((shown as { brightness: number }).brightness, 2) as number,
      });
    });

    it('throws an error that says what to do', async () => {
      const run = plugin.run(await sampleImage('qr-tiny.png'), { options: { min_megapixels: 2 } });
      await expect(run).rejects.toMatchObject({
        code: 'PLUGIN_THREW',
        message: 'The picture has 0.013456 megapixels; min_megapixels asks for 2. Send a larger one.',
      });
    });
  });

  it('overwrites nothing', () => {
    const again = pluginNew(repository, 'night-watch');
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toMatch(/libs\/vision\/night-watch is there already, and is not overwritten/);
    mkdirSync(join(repository, 'docs/plugins/day-watch.md'), { recursive: true });
    expect(pluginNew(repository, 'day-watch').stderr).toMatch(
      /docs\/plugins\/day-watch\.md is there already/,
    );
    expect(existsSync(join(repository, 'libs/vision/day-watch'))).toBe(false);
  });
});

describe('npm run plugin:new -- NAME --in FOLDER', () => {
  const repository = copyOfRepository();
  const outside = mkdtempSync(join(tmpdir(), "gatehouse new's-"));
  copies.push(outside);

  it('makes a plugin that runs as it stands, and whose code is checked by its types', async () => {
    const made = pluginNew(repository, 'glow', '--in', outside);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain(`PLUGIN_PATHS='${outside.replace("'", "'\\''")}' npm start`);
    const plugin = await openPlugin(join(outside, 'glow'));
    const { result } = await plugin.run(await sampleImage('photo-harbour.jpg'));
    expect(result).toMatchObject({ is_dark: false, megapixels: 0.3072 });
    await plugin.close();
    expect(tool(join(outside, 'glow'), 'typescript/bin/tsc', '-p', 'jsconfig.json')).toMatchObject({
      status: 0,
      stdout: '',
    });
  }, 120_000);

  it('takes the folder from where it was typed', () => {
    expect(pluginNew(repository, 'there', '--in', '../nowhere-in-particular').stdout).toContain(
      join(repository, '../nowhere-in-particular'),
    );
    rmSync(join(repository, '../nowhere-in-particular'), { recursive: true });
  });

  it.each([
    ['the name of one that ships', ['metadata', '--in', outside], /^There is a plugin metadata that ships/],
    [
      'a folder in the repository',
      ['other', '--in', 'libs/vision'],
      /lies in this repository\. Leave --in away/,
    ],
    ['one that is there', ['glow', '--in', outside], /glow is there already, and is not overwritten/],
  ])('refuses %s', (_what, words, reason) => {
    const { status, stdout, stderr } = pluginNew(repository, ...words);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it.each([[[]], [['a', 'b']], [['a', '--in']], [['a', '--of', 'b']], [['a', '--in', '']]])(
    'says how it is used: %j',
    (words) => {
      expect(pluginNew(repository, ...words)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/^Usage: npm run plugin:new -- NAME /) as string,
      });
    },
  );

  it('refuses a bad name with the rule', () => {
    const { status, stderr } = pluginNew(repository, 'Night_Watch');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        '"Night_Watch" is no name for a plugin: a name begins with a small letter (a to z) and goes on with small letters, ' +
        'digits and hyphens, 63 characters at most, such as "colour-count".\n',
    });
  });
});

describe('the parts of plugin:new', () => {
  it('have the rule of names from the manifest', () => {
    const { name } = MANIFEST_SCHEMA['properties'] as { name: { pattern: string } };
    expect(NAME_PATTERN).toBe(name.pattern);
    expect(['a', 'a-1', 'a'.repeat(63)].map(nameProblem)).toEqual([null, null, null]);
    expect(
      ['', '1a', 'A', 'a_b', 'a/b', '..', 'ä', 'a'.repeat(64)].map((name) => nameProblem(name) === null),
    ).not.toContain(true);
  });

  it('add a reference after the last plugin, also where nothing follows', () => {
    const tsconfig = '{\n  "references": [\n    {\n      "path": "libs/vision/ocr"\n    }\n  ]\n}\n';
    expect(JSON.parse(addReference(tsconfig, 'libs/vision/new'))).toEqual({
      references: [{ path: 'libs/vision/ocr' }, { path: 'libs/vision/new' }],
    });
    expect(() => addReference('{ "references": [] }', 'libs/vision/new')).toThrow(/refers to no plugin/);
  });

  it('leave the lock as npm writes it', () => {
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    const locked = { name: '@gatehouse/vision-zebra', version: '0.1.0', dependencies: {} };
    const more = addToLock(lock, 'libs/vision/zebra', locked);
    const { packages } = JSON.parse(more) as { packages: Record<string, unknown> }; // npm's own file
    delete packages['libs/vision/zebra'];
    delete packages['node_modules/@gatehouse/vision-zebra'];
    expect(`${JSON.stringify({ ...(JSON.parse(more) as object), packages }, null, 2)}\n`).toBe(lock);
  });
});
