import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('what is locked', () => {
  // `npm ci` installs a lock that contradicts itself without a word, as long as nothing in package.json changed.
  it('is what every package asks for', () => {
    const { stdout } = spawnSync('npm', ['ls', '--all', '--json', '--package-lock-only'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const { name, problems = [] } = JSON.parse(stdout) as { name: string; problems?: readonly string[] }; // npm's own form
    expect(name).toBe('gatehouse');
    expect(problems).toEqual([]);
  });
});
