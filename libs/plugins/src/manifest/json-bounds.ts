/** How much a JSON value may hold. */
export interface JsonBounds {
  readonly maxValues: number;
  readonly maxDepth: number;
}

/**
 * Says what of a parsed JSON value goes beyond its bounds, in words that can follow its name; null where nothing does.
 * Looks level by level, so that no depth can exhaust the stack.
 */
export function boundsProblem(value: unknown, { maxValues, maxDepth }: JsonBounds): string | null {
  let level: readonly unknown[] = [value];
  let count = 0;
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) return `is nested deeper than ${maxDepth} levels`;
    count += level.length;
    if (count > maxValues) return `holds more than ${maxValues} values`;
    const objects = level.filter((one) => typeof one === 'object' && one !== null);
    // In code that is made of a schema such a key would set the prototype instead of a property.
    if (objects.some((one) => Object.hasOwn(one, '__proto__'))) {
      return 'has a key "__proto__", which no JavaScript object can have as its own: rename it';
    }
    level = objects.flatMap((one) => Object.values(one) as unknown[]); // of what JSON.parse gave
  }
  return null;
}
