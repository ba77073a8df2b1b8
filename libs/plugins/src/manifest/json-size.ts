/**
 * How much there is to look at in a JSON value: its values and the characters of its texts and keys.
 * Stops counting soon after `enough`, so that asking costs no more than that.
 */
export function jsonSize(value: unknown, enough = Infinity): number {
  const waiting: unknown[] = [value];
  let size = 0;
  while (waiting.length > 0 && size <= enough) {
    const next = waiting.pop();
    size++;
    if (typeof next === 'string') size += next.length;
    else if (Array.isArray(next)) {
      if (size + next.length > enough) return size + next.length;
      for (const item of next) waiting.push(item);
    } else if (typeof next === 'object' && next !== null) {
      for (const key in next) {
        size += key.length;
        waiting.push((next as Record<string, unknown>)[key]); // it has the key
      }
    }
  }
  return size;
}
