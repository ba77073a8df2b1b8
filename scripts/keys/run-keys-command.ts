import {
  createKey,
  keyStateAt,
  revokeKey,
  type KeyFile,
  type KeyRecord,
  type RevokedKey,
} from '@gatehouse/auth';
import { table } from '../demo/table.ts';
import type { KeysCommand } from './keys-command.ts';

/**
 * Does what was asked.
 *
 * @returns what to print
 * @throws KeyFileError where the file cannot be understood, Error where there is no such key
 */
export async function runKeysCommand(command: KeysCommand, file: KeyFile): Promise<string> {
  switch (command.action) {
    case 'create': {
      const { text, record } = await createKey(file, command);
      return command.json ? asJson({ ...describe(record), key: text }) : tellCreated(text, record);
    }
    case 'list': {
      const records = (await file.read()) ?? [];
      return command.json ? asJson(records.map(describe)) : tellAll(records, file.path);
    }
    case 'revoke': {
      const revoked = await revokeKey(file, command.id);
      if (revoked === null) throw new Error(noSuchKey(command.id, file.path));
      return command.json ? asJson(describe(revoked.record)) : tellRevoked(revoked);
    }
    default:
      return command satisfies never;
  }
}

function describe(record: KeyRecord): object {
  return {
    id: record.id,
    name: record.name,
    role: record.role,
    state: keyStateAt(record, new Date()),
    created_at: record.createdAt.toISOString(),
    expires_at: record.expiresAt?.toISOString() ?? null,
    last_used_at: record.lastUsedAt?.toISOString() ?? null,
    revoked_at: record.revokedAt?.toISOString() ?? null,
  };
}

function tellCreated(text: string, { id, role, expiresAt }: KeyRecord): string {
  const until = expiresAt === null ? 'does not expire' : `expires at ${expiresAt.toISOString()}`;
  return [
    `Key ${id} has the role ${role} and ${until}. Keep it now: it is not shown again.`,
    '',
    text,
    '',
    'A running server knows it within a second. Send it as `Authorization: Bearer <key>` or `X-API-Key: <key>`.',
    '',
  ].join('\n');
}

function tellRevoked({ record: { id, revokedAt }, wasRevoked }: RevokedKey): string {
  return wasRevoked
    ? `Key ${id} was revoked already, at ${revokedAt?.toISOString() ?? 'some time'}.\n`
    : `Key ${id} is revoked. A running server refuses it within a second.\n`;
}

function noSuchKey(id: string, path: string): string {
  return `There is no key ${id} in ${path}. \`npm run keys -- list\` shows those there are.`;
}

function tellAll(records: readonly KeyRecord[], path: string): string {
  if (records.length === 0) return `There are no keys in ${path}.\n`;
  const rows = records.map((record) => [
    record.id,
    record.role,
    keyStateAt(record, new Date()),
    minute(record.createdAt),
    minute(record.expiresAt),
    minute(record.lastUsedAt),
    record.name,
  ]);
  return `${table(['id', 'role', 'state', 'created', 'expires', 'last used', 'name'], rows)}\n`;
}

function minute(time: Date | null): string {
  return time === null ? '-' : `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
