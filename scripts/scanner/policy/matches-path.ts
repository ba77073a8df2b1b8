/** Whether a file is meant by a pattern: a file, a folder that ends in `/`, with `*` for one folder or name and `**` for any. */
export function matchesPath(file: string, pattern: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => WILDCARDS[part] ?? part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}${pattern.endsWith('/') ? '.*' : ''}$`).test(file);
}

const WILDCARDS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' };
