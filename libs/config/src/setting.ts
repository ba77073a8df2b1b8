/** One environment variable: what it may be, what it is when unset, and what it means. */
export interface Setting<Value> {
  readonly fallback: Value;
  readonly means: string;
  /** Where the fallback depends on the machine: how it comes about. */
  readonly fallbackIs?: string;
  /** For the message when a value is refused: "a whole number from 1 to 65535". */
  readonly allowed: string;
  /** True where the text may hold a secret: it is never printed. */
  readonly isSecret?: boolean;
  /** Undefined where the text is not allowed. */
  readonly parse: (text: string) => Value | undefined;
}

/** A whole number between two bounds, both included. */
export function integer(
  fallback: number,
  [min, max]: readonly [number, number],
  means: string,
): Setting<number> {
  return {
    fallback,
    means,
    allowed: `a whole number from ${min} to ${max}`,
    parse: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
  };
}

/** One of a few words. */
export function oneOf<const Word extends string>(
  fallback: Word,
  words: readonly Word[],
  means: string,
): Setting<Word> {
  return {
    fallback,
    means,
    allowed: `one of ${words.join(', ')}`,
    parse: (text) => words.find((word) => word === text),
  };
}

/** Any text that is not empty. */
export function text(fallback: string, means: string): Setting<string> {
  return { fallback, means, allowed: 'a text that is not empty', parse: (value) => value || undefined };
}

/** A list of words with a separator between them. */
export function list(separator: string, means: string): Setting<readonly string[]> {
  return {
    fallback: [],
    means,
    allowed: `words separated by "${separator}"`,
    parse: (value) => wordsOf(separator, value),
  };
}

/** The words of a list separated by commas; undefined where one of them does not fit. */
export function wordsThat(fit: (word: string) => boolean, value: string): readonly string[] | undefined {
  const words = wordsOf(',', value);
  return words.every(fit) ? words : undefined;
}

function wordsOf(separator: string, value: string): readonly string[] {
  return value
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
