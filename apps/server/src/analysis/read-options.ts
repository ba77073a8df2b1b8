import type { JsonObject } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';

/** Deeper options than any plugin's schema needs, and shallow enough for every recursion that follows. */
const MAX_DEPTH = 64;

/**
 * Reads `options`: a JSON object, or where the form has text only, the JSON text of one. Left out, it is `{}`.
 *
 * @throws GatehouseError OPTIONS_MALFORMED
 */
export function readOptions(value: unknown, form: 'object' | 'text'): JsonObject {
  if (value === undefined) return {};
  const options = form === 'text' ? parse(value) : value;
  if (!isObject(options)) throw malformed(`it is ${nameOf(options)}`);
  if (isDeeperThan(MAX_DEPTH, options)) throw malformed(`it is nested deeper than ${MAX_DEPTH} levels`);
  return options;
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') throw malformed('it is told more than once');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(Error.isError(error) ? error.message : 'it is not JSON', error);
  }
}

function malformed(problem: string, cause?: unknown): GatehouseError {
  const pointer = { pointer: '/options', message: problem };
  return new GatehouseError('OPTIONS_MALFORMED', { problem }, { errors: [pointer], cause });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

// Level by level, not by recursion: what is too deep would overflow the stack.
function isDeeperThan(limit: number, value: object): boolean {
  let level: readonly object[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === limit) return true;
    level = level.flatMap((parent) => Object.values(parent).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
