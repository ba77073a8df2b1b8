import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@gatehouse/contracts';

/**
 * Finds where an answer does not hold what is expected of it: every key that is given, with that value; of arrays,
 * as many items, each holding what is expected.
 *
 * @returns the JSON Pointer of the first difference with what stands there; null where there is none
 */
export function firstDifference(
  expected: JsonValue,
  found: JsonValue | undefined,
  pointer = '',
): string | null {
  if (Array.isArray(expected)) return arrayDifference(expected as readonly JsonValue[], found, pointer); // an array of JSON holds JSON
  if (isObject(expected) && isObject(found)) return objectDifference(expected, found, pointer);
  if (isDeepStrictEqual(expected, found)) return null;
  return `${pointer || 'the answer'} is ${short(found)} and not ${short(expected)}`;
}

function arrayDifference(
  expected: readonly JsonValue[],
  found: JsonValue | undefined,
  pointer: string,
): string | null {
  if (!Array.isArray(found) || found.length !== expected.length) {
    return `${pointer || 'the answer'} is ${short(found)} and not ${short(expected)}`;
  }
  const items = found as readonly JsonValue[]; // an array of JSON holds JSON
  return firstOf(expected.map((item, index) => firstDifference(item, items[index], `${pointer}/${index}`)));
}

function objectDifference(expected: JsonObject, found: JsonObject, pointer: string): string | null {
  return firstOf(
    Object.entries(expected).map(([key, value]) => firstDifference(value, found[key], `${pointer}/${key}`)),
  );
}

function firstOf(differences: readonly (string | null)[]): string | null {
  return differences.find((difference) => difference !== null) ?? null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in a few characters. */
function short(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) as string | undefined; // of undefined it is undefined, whatever its type says
  if (text === undefined) return 'not there';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
