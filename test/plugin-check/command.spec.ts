import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { pluginFolder } from '../support/plugin-folder.js';

const COMMAND = join(ROOT, 'scripts/plugin-check.ts');
const CHECKS = [
  'loads',
  'types',
  'examples',
  'determinism',
  'limits',
  'options',
  'accepts',
  'odd-images',
  'cancellation',
  'residue',
];

interface Report {
  readonly plugin: string;
  readonly passed: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly findings: readonly unknown[];
  }[];
}

function run(...words: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [COMMAND, ...words], { encoding: 'utf8', timeout: 280_000 });
}

describe('npm run plugin:check', () => {
  const shipped = readdirSync(join(ROOT, 'libs/vision'));

  it.each(shipped)(
    'passes %s, which ships, with nothing to look at',
    (name) => {
      const { status, stdout } = run(name, '--json');
      const { plugin, passed, checks } = JSON.parse(stdout) as Report; // what --json prints
      expect(checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
      expect({ status, plugin, passed }).toEqual({ status: 0, plugin: name, passed: true });
      expect(checks.map(({ id }) => id)).toEqual(CHECKS);
    },
    300_000,
  );

  it('shows progress, a table and what to mend, and ends with 1', () => {
    const folder = pluginFolder({
      bad: { code: 'export default { run: () => ({ at: Date.now() }) };', manifest: { deterministic: true } },
    });
    const { status, stdout, stderr } = run(join(folder, 'bad'));
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^Checking bad through the real gate\n\[1\/10\] it loads and starts: pass\n/);
    expect(stdout).toMatch(/\n {2}✓ it loads and starts\n/);
    expect(stdout).toMatch(/\n {2}✗ its examples are answered\n/);
    expect(stdout).toMatch(/\n✗ its examples are answered\n {2}plugin\.json has no examples/);
    expect(stdout).toMatch(/\nbad does not pass: 1 of 10 checks failed\.\n$/);
  }, 120_000);

  it.each([[], ['a', 'b'], ['--help-me']].map((words) => [words]))('says how it is used: %j', (words) => {
    expect(run(...words)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'Usage: npm run plugin:check -- NAME | PATH [--json]\n',
    });
  });
});
