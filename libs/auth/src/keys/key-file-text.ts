import { isRole } from '../access/role.js';
import type { KeyRecord } from './key-record.js';

const VERSION = 1;
const ID = /^[0-9a-f]{10}$/;
const DIGEST = /^[0-9a-f]{64}$/;

/** A file of keys does not hold what it must. The message says where, and quotes nothing of it. */
export class KeyFileError extends Error {
  constructor(problem: string, cause?: unknown) {
    super(problem, { cause });
    this.name = 'KeyFileError';
  }
}

/** The text of a file that holds some keys. */
export function formatKeyFile(records: readonly KeyRecord[]): string {
  const keys = records.map(({ id, name, role, digest, ...times }) => ({
    id,
    name,
    role,
    sha256: digest.toString('hex'),
    created_at: times.createdAt.toISOString(),
    expires_at: times.expiresAt?.toISOString() ?? null,
    last_used_at: times.lastUsedAt?.toISOString() ?? null,
    revoked_at: times.revokedAt?.toISOString() ?? null,
  }));
  return `${JSON.stringify({ version: VERSION, keys }, null, 2)}\n`;
}

/**
 * Reads the text of a file of keys. Nothing is skipped: a key that is half understood may be one that was revoked.
 *
 * @throws KeyFileError
 */
export function parseKeyFile(text: string): readonly KeyRecord[] {
  const file = fieldsOf(parseJson(text), 'the file');
  if (file['version'] !== VERSION) throw new KeyFileError(`"version" is not ${VERSION}`);
  if (!Array.isArray(file['keys'])) throw new KeyFileError('"keys" is not a list');
  const records = file['keys'].map((key: unknown, index) => readRecord(key, `key ${index + 1}`));
  if (new Set(records.map(({ id }) => id)).size < records.length) {
    throw new KeyFileError('two keys have one id');
  }
  return records;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // The words of the parser quote the text around the place.
    throw new KeyFileError('it is not JSON', thrown);
  }
}

function readRecord(value: unknown, place: string): KeyRecord {
  const fields = fieldsOf(value, place);
  const { id, name, role, sha256 } = fields;
  if (typeof id !== 'string' || !ID.test(id)) throw new KeyFileError(`"id" of ${place} is not one`);
  if (typeof name !== 'string') throw new KeyFileError(`"name" of ${place} is not a text`);
  if (!isRole(role)) throw new KeyFileError(`"role" of ${place} is not read, analyze or admin`);
  if (typeof sha256 !== 'string' || !DIGEST.test(sha256)) {
    throw new KeyFileError(`"sha256" of ${place} is not one`);
  }
  const createdAt = readTime(fields, 'created_at', place);
  if (createdAt === null) throw new KeyFileError(`"created_at" of ${place} is missing`);
  return {
    id,
    name,
    role,
    digest: Buffer.from(sha256, 'hex'),
    createdAt,
    expiresAt: readTime(fields, 'expires_at', place),
    lastUsedAt: readTime(fields, 'last_used_at', place),
    revokedAt: readTime(fields, 'revoked_at', place),
  };
}

/** A field that was left out is refused too: without its "revoked_at" a revoked key would be good again. */
function readTime(fields: Readonly<Record<string, unknown>>, name: string, place: string): Date | null {
  const value = fields[name];
  if (value === null) return null;
  const time = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) throw new KeyFileError(`"${name}" of ${place} is not a time`);
  return time;
}

function fieldsOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KeyFileError(`${place} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>; // what an object that is no list is, in JSON
}
