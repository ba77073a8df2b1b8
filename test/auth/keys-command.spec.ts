import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { KeysUsageError, readKeysCommand } from '../../scripts/keys/keys-command.js';
import { newKeyFile } from '../support/key-folder.js';
import { runKeys } from './support/run-keys.js';

const KEY = /^gh_([0-9a-f]{10})_[0-9a-f]{64}$/m;

describe('npm run keys', () => {
  it('makes a key, shows it once, and keeps nothing it could be made from', async () => {
    const file = newKeyFile();
    const made = await runKeys(
      file.path,
      'create',
      '--role',
      'analyze',
      '--name',
      'a camera',
      '--expires',
      '30d',
    );
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const [text = '', id = ''] = KEY.exec(made.stdout) ?? [];
    expect(text).not.toBe('');
    expect(made.stdout).toMatch(/role analyze and expires at \d{4}-/);
    expect(readFileSync(file.path, 'utf8')).not.toContain(text.split('_')[2]);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    const { stdout } = await runKeys(file.path, 'list');
    expect(stdout).toMatch(new RegExp(`^${id} +analyze +active .* a camera$`, 'm'));
    expect(stdout).not.toContain(text.split('_')[2]);
  });

  it('speaks JSON', async () => {
    const file = newKeyFile();
    const made: unknown = JSON.parse((await runKeys(file.path, 'create', '--role', 'read', '--json')).stdout);
    const described = {
      id: expect.stringMatching(/^[0-9a-f]{10}$/) as string,
      name: '',
      role: 'read',
      state: 'active',
      created_at: expect.stringMatching(/Z$/) as string,
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
    };
    expect(made).toEqual({ ...described, key: expect.stringMatching(KEY) as string });
    expect(JSON.parse((await runKeys(file.path, 'list', '--json')).stdout)).toEqual([described]);
    const { id } = made as { id: string }; // compared above
    expect(JSON.parse((await runKeys(file.path, 'revoke', id, '--json')).stdout)).toEqual({
      ...described,
      state: 'revoked',
      revoked_at: expect.stringMatching(/Z$/) as string,
    });
  });

  it('revokes a key by its id, or by the key itself, and says so where it was revoked already', async () => {
    const file = newKeyFile();
    const { key } = JSON.parse((await runKeys(file.path, 'create', '--role', 'admin', '--json')).stdout) as {
      key: string;
    }; // its form is tested above
    const id = key.slice(3, 13);
    expect(await runKeys(file.path, 'revoke', key)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Key ${id} is revoked.`) as string,
    });
    const text = readFileSync(file.path, 'utf8');
    expect((await runKeys(file.path, 'revoke', id)).stdout).toMatch(/was revoked already, at \d{4}-/);
    expect(readFileSync(file.path, 'utf8')).toBe(text);
  });

  it('refuses what it does not understand with a sentence and the usage, and writes nothing', async () => {
    const file = newKeyFile();
    const { code, stdout, stderr } = await runKeys(file.path, 'create');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^--role is needed\. .*\n\nUsage:\n/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(file.path)).toBe(false);
  });

  it('says that there is no such key', async () => {
    const file = newKeyFile();
    expect(await runKeys(file.path, 'revoke', '0123456789')).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no key 0123456789 in ${file.path}. \`npm run keys -- list\` shows those there are.\n`,
    });
  });

  it('never writes over a file that it does not understand', async () => {
    const file = newKeyFile();
    writeFileSync(file.path, '{"version": 1, "keys": [');
    chmodSync(file.path, 0o600);
    for (const words of [['create', '--role', 'read'], ['list']]) {
      expect(await runKeys(file.path, ...words)).toEqual({
        code: 1,
        stdout: '',
        stderr: `${file.path}: it is not JSON. Nothing was changed.\n`,
      });
    }
    expect(readFileSync(file.path, 'utf8')).toBe('{"version": 1, "keys": [');
  });
});

describe('a command line', () => {
  it.each<[string, string[], RegExp]>([
    ['nothing', [], /What is to be done\?/],
    ['an unknown command', ['delete'], /There is no command "delete"\./],
    ['no role', ['create'], /--role is needed\. It may be read, analyze, admin/],
    ['an unknown role', ['create', '--role', 'root'], /--role is "root"\. It may be/],
    ['an unknown option', ['list', '--all'], /--all/],
    ['an odd time', ['create', '--role', 'read', '--expires', 'soon'], /--expires is "soon"\. It may be/],
    ['a time of no length', ['create', '--role', 'read', '--expires', '0d'], /--expires is "0d"/],
    ['a name of two lines', ['create', '--role', 'read', '--name', 'a\nb'], /--name may have/],
    ['a word too many', ['create', 'x', '--role', 'read'], /create takes no "x"/],
    ['no id', ['revoke'], /revoke takes the ID of one key/],
    ['options of another command', ['list', '--role', 'read'], /are for create/],
  ])('is refused that has %s', (_, words, sentence) => {
    expect(() => readKeysCommand(words, new Date())).toThrow(KeysUsageError);
    expect(() => readKeysCommand(words, new Date())).toThrow(sentence);
  });

  it.each([
    ['90m', '2026-11-22T10:30:00.000Z'],
    ['12h', '2026-11-22T21:00:00.000Z'],
    ['2w', '2026-12-06T09:00:00.000Z'],
    ['1y', '2027-11-22T09:00:00.000Z'],
  ])('says with --expires %s when: %s', (expires, at) => {
    const now = new Date('2026-11-22T09:00:00.000Z');
    expect(readKeysCommand(['create', '--role', 'read', '--expires', expires], now)).toMatchObject({
      expiresAt: new Date(at),
    });
  });
});
