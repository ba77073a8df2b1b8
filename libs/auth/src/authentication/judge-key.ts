import { timingSafeEqual } from 'node:crypto';
import { GatehouseError } from '@gatehouse/errors';
import { digestOf, type ApiKey } from '../keys/api-key.js';
import { keyStateAt, type KeyRecord } from '../keys/key-record.js';

/** No key has this digest. */
const NOBODYS_DIGEST = Buffer.alloc(32);

/**
 * Decides whether a key is good. Of an id that nobody has it says, after as much work, what it says of a wrong secret:
 * only who holds the whole key learns anything about it.
 *
 * @param record what is kept under the id of the key
 * @returns the record, or the reason to refuse
 */
export function judgeKey(
  key: ApiKey,
  record: KeyRecord | undefined,
  now: Date,
): KeyRecord | GatehouseError<'KEY_INVALID' | 'KEY_EXPIRED'> {
  const isRight = timingSafeEqual(digestOf(key), record?.digest ?? NOBODYS_DIGEST);
  if (record === undefined || !isRight) return unknownKey();
  const state = keyStateAt(record, now);
  switch (state) {
    case 'active':
      return record;
    case 'expired':
      return new GatehouseError('KEY_EXPIRED', {
        id: record.id,
        expired_at: record.expiresAt?.toISOString() ?? '',
      });
    case 'revoked':
      return unknownKey();
    default:
      return state satisfies never;
  }
}

function unknownKey(): GatehouseError<'KEY_INVALID'> {
  return new GatehouseError('KEY_INVALID', { problem: 'it is not known here, or was revoked' });
}
