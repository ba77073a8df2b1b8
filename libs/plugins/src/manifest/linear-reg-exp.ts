import { RE2JS } from 're2js';

/** A compiled pattern, in the form in which Ajv takes it. */
interface LinearPattern {
  test(text: string): boolean;
  /** Ajv tells patterns apart by their text: without it all patterns of a schema would be the first one. */
  toString(): string;
}

/**
 * Compiles the `pattern`s of schemas that strangers wrote. Unlike a RegExp, it cannot be made to run for ever:
 * its time grows linearly with the text. Look-around and back-references do not exist here.
 *
 * @throws Error when it is no pattern of RE2 syntax
 */
function compile(pattern: string): LinearPattern {
  const compiled = parse(pattern);
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}

/** The form in which Ajv takes a regular-expression engine (`code.regExp`); `code` would matter to standalone code only. */
export const linearRegExp = Object.assign(compile, { code: 'linearRegExp' });

/** Steps that a pattern takes for each character of a text, at most; one of 17 characters may take thousands. */
export function patternSize(pattern: unknown): number {
  try {
    return parse(String(pattern)).programSize();
  } catch {
    return 0; // compiling the schema will refuse it
  }
}

function parse(pattern: string): RE2JS {
  return RE2JS.compile(RE2JS.translateRegExp(pattern));
}
