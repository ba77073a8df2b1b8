import fc from 'fast-check';
import { ROLES } from '../access/role.js';
import { formatKeyFile, KeyFileError, parseKeyFile } from './key-file-text.js';
import type { KeyRecord } from './key-record.js';

const KEY = {
  id: '0123456789',
  name: 'x',
  role: 'read',
  sha256: 'ab'.repeat(32),
  created_at: '2026-11-22T09:00:00.000Z',
  expires_at: null,
  last_used_at: null,
  revoked_at: null,
};

const times = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
const records = fc.record<KeyRecord>({
  id: fc.stringMatching(/^[0-9a-f]{10}$/),
  name: fc.string(),
  role: fc.constantFrom(...ROLES),
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  createdAt: times,
  expiresAt: fc.option(times),
  lastUsedAt: fc.option(times),
  revokedAt: fc.option(times),
});

function problemOf(text: string): string {
  try {
    parseKeyFile(text);
  } catch (thrown) {
    if (thrown instanceof KeyFileError) return thrown.message;
    throw thrown;
  }
  return 'none';
}

function fileWith(...changes: readonly object[]): string {
  return JSON.stringify({ version: 1, keys: changes.map((change) => ({ ...KEY, ...change })) });
}

describe('a file of keys', () => {
  it('says what was put into it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(records, { selector: ({ id }) => id }), (some) => {
        expect(parseKeyFile(formatKeyFile(some))).toEqual(some);
      }),
    );
  });

  it.each<[string, string]>([
    ['', 'it is not JSON'],
    [formatKeyFile([]).slice(0, -3), 'it is not JSON'],
    ['[]', 'the file is not an object'],
    ['null', 'the file is not an object'],
    ['{"keys":[]}', '"version" is not 1'],
    ['{"version":2,"keys":[]}', '"version" is not 1'],
    ['{"version":1}', '"keys" is not a list'],
    ['{"version":1,"keys":[1]}', 'key 1 is not an object'],
    [fileWith({ id: 'x' }), '"id" of key 1 is not one'],
    [fileWith({ name: 7 }), '"name" of key 1 is not a text'],
    [fileWith({ role: 'root' }), '"role" of key 1 is not read, analyze or admin'],
    [fileWith({ role: 'toString' }), '"role" of key 1 is not read, analyze or admin'],
    [fileWith({ sha256: 'ab' }), '"sha256" of key 1 is not one'],
    [fileWith({ created_at: null }), '"created_at" of key 1 is missing'],
    [fileWith({ expires_at: 'soon' }), '"expires_at" of key 1 is not a time'],
    [fileWith({ revoked_at: undefined }), '"revoked_at" of key 1 is not a time'],
    [fileWith({}, {}), 'two keys have one id'],
  ])('of %j is refused: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});
