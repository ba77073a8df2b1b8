/**
 * A template with its `{{names}}` filled in.
 *
 * @throws Error where it has a name that is not given, or not one that is
 */
export function fillIn(template: string, given: Readonly<Record<string, string>>): string {
  const missed = new Set(Object.keys(given));
  const filled = template.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const text = given[name];
    if (text === undefined) throw new Error(`Nothing is given for {{${name}}}.`);
    missed.delete(name);
    return text;
  });
  if (missed.size > 0) throw new Error(`The template has no place for: ${[...missed].join(', ')}.`);
  return filled;
}
