import { GatehouseError } from '@gatehouse/errors';

const BARE = /^[\x21-\x7e]{1,255}$/;
/** A string of RFC 9651, with nothing behind it. */
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * Reads the key that a request came with; the same key bare and in quotes is one key. Decides only.
 *
 * @param values of each Idempotency-Key header; undefined where there is none
 * @throws GatehouseError IDEMPOTENCY_KEY_INVALID
 */
export function readIdempotencyKey(values: readonly string[] | undefined): string | null {
  const [value, ...more] = values ?? [];
  if (value === undefined) return null;
  if (more.length > 0) throw invalid('it comes more than once');
  const key = value.startsWith('"') ? unquoted(value) : value;
  if (key === '') throw invalid('it is empty');
  if (key.length > 255) throw invalid(`it has ${key.length} characters`);
  if (!BARE.test(key)) throw invalid('it has blanks or characters that are not visible ASCII');
  return key;
}

function unquoted(value: string): string {
  const [, inside] = QUOTED.exec(value) ?? [];
  if (inside === undefined) throw invalid('it begins with a double quote and is no quoted string');
  return inside.replaceAll(/\\(.)/g, '$1');
}

function invalid(problem: string): GatehouseError {
  return new GatehouseError('IDEMPOTENCY_KEY_INVALID', { problem });
}
