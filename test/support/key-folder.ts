import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey, KeyFile, type CreatedKey, type Role } from '@gatehouse/auth';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A path for a file of keys in a fresh folder, with nothing there yet. The folder is removed after the suite. */
export function newKeyFile(): KeyFile {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-keys-'));
  folders.push(folder);
  return new KeyFile(join(folder, 'api-keys.json'));
}

/** Makes a key in a file. */
export function addKey(file: KeyFile, role: Role, expiresAt: Date | null = null): Promise<CreatedKey> {
  return createKey(file, { role, name: `a key to ${role}`, expiresAt });
}
