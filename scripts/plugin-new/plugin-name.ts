const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** The rule of names, as the manifest's schema has it. */
export const NAME_PATTERN = NAME.source;

/**
 * Judges the name of a new plugin.
 *
 * @returns null where it is good, else what is wrong with it and what the rule is
 */
export function nameProblem(name: string): string | null {
  if (NAME.test(name)) return null;
  return (
    `"${name}" is no name for a plugin: a name begins with a small letter (a to z) and goes on with small letters, ` +
    'digits and hyphens, 63 characters at most, such as "colour-count".'
  );
}
