import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSteps } from '../../scripts/check/run-steps.ts';
import { stagedFiles } from '../../scripts/check/staged-files.ts';
import { quickSteps, STEPS, type Step } from '../../scripts/check/steps.ts';
import { ROOT } from '../architecture/workspaces.js';

const { default: config } = (await import(pathToFileURL(join(ROOT, 'jest.config.js')).href)) as {
  default: { coverageThreshold: unknown };
}; // JavaScript, and Jest's to judge

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const IDENTITY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];

/** git, in a repository of its own: nothing of the one around, also where a hook runs this. */
function git(...given: string[]): ReturnType<typeof spawnSync> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return spawnSync('git', [...IDENTITY, ...given], { cwd: folder, env, encoding: 'utf8' });
}

describe('npm run check', () => {
  it('scans, formats, lints, compiles, looks at imports and at what nobody uses, and tests with coverage [CI-03]', () => {
    expect(STEPS.map(({ command }) => command.slice(3).join(' '))).toEqual([
      'scan',
      'format:check',
      'typecheck',
      'graph',
      'unused',
      'lint',
      'test -- --coverage',
    ]);
    expect(config.coverageThreshold).toEqual({
      global: { lines: 95 },
      './libs/execution/src/': { lines: 100 },
    });
  });

  it('is what .ci/run does, but for the coverage', () => {
    const script = readFileSync(join(ROOT, '.ci/run'), 'utf8');
    const commands = [...script.matchAll(/npm run --silent ([\w:]+)|bash -c '.*?npm (test)/g)];
    const done = commands.map(([, script, test]) => script ?? test);
    expect(done.sort()).toEqual(STEPS.map(({ command }) => command[3]).sort());
  });

  it('goes on after a step that failed, and tells which did', () => {
    const step = (name: string, code: string): Step => ({
      name,
      command: [process.execPath, '-e', code],
      isQuick: false,
    });
    const told = join(folder, 'ran');
    const write = `require('node:fs').appendFileSync(${JSON.stringify(told)}, 'x');`;
    const failed = runSteps(
      [
        step('fails', `${write} process.exit(3)`),
        step('passes', write),
        step('is killed', `${write} process.kill(process.pid, 'SIGKILL')`),
        { name: 'is not there', command: ['no-such-program'], isQuick: false },
      ],
      folder,
    );
    expect(failed).toEqual(['fails', 'is killed', 'is not there']);
    expect(readFileSync(told, 'utf8')).toBe('xxx');
  });

  it('before a commit, formats and lints what is to be committed alone', () => {
    const [format, lint] = quickSteps(['a.ts', 'b.md', 'c.png']).slice(-2);
    expect(format?.command.slice(-2)).toEqual(['a.ts', 'b.md']);
    expect(lint?.command.at(-1)).toBe('a.ts');
    expect(quickSteps([]).map(({ name }) => name)).toEqual(['scan', 'types and build', 'imports']);
  });
});

describe('the hook of git', () => {
  beforeAll(() => {
    git('init', '--quiet');
    git('config', 'core.hooksPath', join(ROOT, 'scripts/hooks'));
  });

  it.each([
    ['lets a commit through that the quick check finds well', 0],
    ['keeps a commit out that the quick check refuses', 1],
  ])('%s [CI-04]', (_, code) => {
    writeFileSync(join(folder, 'check.js'), `process.exit(process.argv[2] === '--staged' ? ${code} : 9);`);
    const manifest = { name: 'a', version: `1.0.${code}`, scripts: { check: 'node check.js' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    git('add', 'package.json');
    expect(stagedFiles(folder)).toEqual(['package.json']);
    expect(git('commit', '--message', 'one').status).toBe(code);
  });
});
