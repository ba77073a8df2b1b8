import type { Role } from '../access/role.js';
import { digestOf, newApiKey } from './api-key.js';
import type { KeyFile } from './key-file.js';
import type { KeyRecord } from './key-record.js';

/** What a new key shall be. */
export interface NewKey {
  readonly role: Role;
  readonly name: string;
  readonly expiresAt: Date | null;
}

/** A key that was just made: the one moment at which its text is known. */
export interface CreatedKey {
  readonly text: string;
  readonly record: KeyRecord;
}

/** Makes a key and keeps its digest. */
export async function createKey(file: KeyFile, { role, name, expiresAt }: NewKey): Promise<CreatedKey> {
  const key = newApiKey();
  const record: KeyRecord = {
    id: key.id,
    name,
    role,
    digest: digestOf(key),
    createdAt: new Date(),
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
  };
  await file.update((records) => [...records, record]);
  return { text: key.text, record };
}

/** A key that is revoked now. */
export interface RevokedKey {
  readonly record: KeyRecord;
  /** Whether it was so before. */
  readonly wasRevoked: boolean;
}

/**
 * Revokes a key for good. It stays in the file, so that lists and logs can still tell whose it was.
 *
 * @returns null where there is none of this id
 */
export async function revokeKey(file: KeyFile, id: string): Promise<RevokedKey | null> {
  const found: { before?: KeyRecord } = {};
  const revokedAt = new Date();
  await file.update((records) => {
    const before = records.find((record) => record.id === id);
    if (before === undefined) return null;
    found.before = before;
    if (before.revokedAt !== null) return null;
    return records.map((record) => (record === before ? { ...record, revokedAt } : record));
  });
  const { before } = found;
  if (before === undefined) return null;
  return {
    record: { ...before, revokedAt: before.revokedAt ?? revokedAt },
    wasRevoked: before.revokedAt !== null,
  };
}
