import { readdirSync, statSync, chownSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createKey, KeyFile, revokeKey } from '@gatehouse/auth';
import { addKey, newKeyFile } from '../support/key-folder.js';
import { runKeys } from './support/run-keys.js';

describe('the file of keys', () => {
  it('loses nothing where many write it at once, in one process and in several', async () => {
    const file = newKeyFile();
    const here = Array.from({ length: 20 }, () => addKey(new KeyFile(file.path), 'read'));
    const elsewhere = Array.from({ length: 3 }, () => runKeys(file.path, 'create', '--role', 'read'));
    const made = await Promise.all(here);
    expect((await Promise.all(elsewhere)).map(({ code }) => code)).toEqual([0, 0, 0]);
    const ids = (await file.read())?.map(({ id }) => id) ?? [];
    expect(ids).toHaveLength(23);
    expect(made.filter(({ record }) => !ids.includes(record.id))).toEqual([]);
    await Promise.all(made.map(({ record }) => revokeKey(file, record.id)));
    const left = (await file.read())?.filter(({ revokedAt }) => revokedAt === null);
    expect(left).toHaveLength(3);
  });

  it('is whole at every moment to whoever reads it', async () => {
    const file = newKeyFile();
    await addKey(file, 'read');
    const writing = { isDone: false };
    const written = (async () => {
      for (let count = 0; count < 50; count++) await addKey(file, 'read');
      writing.isDone = true;
    })();
    const sizes: number[] = [];
    while (!writing.isDone) sizes.push((await file.read())?.length ?? 0);
    await written;
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes).not.toContain(0);
  });

  it('leaves nothing beside it but its lock', async () => {
    const file = newKeyFile();
    await addKey(file, 'read');
    await expect(
      file.update(() => {
        throw new Error('changed its mind');
      }),
    ).rejects.toThrow('changed its mind');
    const name = basename(file.path);
    expect(readdirSync(dirname(file.path)).sort()).toEqual([name, `${name}.lock`]);
  });

  it('is not there before the first key, and its folder is made with it', async () => {
    const file = new KeyFile(`${newKeyFile().path}.d/keys.json`);
    await expect(file.read()).resolves.toBeNull();
    await expect(file.stamp()).resolves.toBeNull();
    await createKey(file, { role: 'read', name: '', expiresAt: null });
    expect(statSync(dirname(file.path)).mode & 0o777).toBe(0o700);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('written by root stays with whom it belonged to, or its folder does', async () => {
    const file = newKeyFile();
    chownSync(dirname(file.path), 12345, 12346);
    await addKey(file, 'read');
    expect(statSync(file.path)).toMatchObject({ uid: 12345, gid: 12346 });
    expect(statSync(`${file.path}.lock`)).toMatchObject({ uid: 12345, gid: 12346 });
    chownSync(file.path, 22345, 22346);
    await addKey(file, 'read');
    expect(statSync(file.path)).toMatchObject({ uid: 22345, gid: 22346 });
  });
});
