import type { FuncKeywordDefinition } from 'ajv/dist/2020.js';

/**
 * `uniqueItems` in one pass. Ajv's own compares each item with each other, which for the longest answer a plugin
 * may give is a minute of the server's time.
 */
export const UNIQUE_ITEMS: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  error: { message: 'must NOT have duplicate items' },
  compile: (wanted: boolean) => (items: readonly unknown[]) =>
    !wanted || new Set(items.map(canonical)).size === items.length,
};

/** The JSON text of a value with its keys sorted: equal for equal values, and only for those. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isObject(item) ? sorted(item) : item));
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
