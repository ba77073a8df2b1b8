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

/** A text of a JSON value with its keys sorted: equal for equal values, and only for those. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${canonical(item)},`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    text += `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])},`; // it has the key
  }
  return `{${text}}`;
}
