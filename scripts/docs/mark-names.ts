import { SETTING_NAMES } from '@gatehouse/config';
import { ERROR_CATALOGUE } from '@gatehouse/errors';

const MARKED = /`[^`]+`|(?:GET )?\/(?:docs|v1)\b[\w/{}-]*|docs\/[\w-]+\.md|\b[A-Z]+(?:_[A-Z]+)*\b(?:=\w+)?/g;

/** A sentence on a page of docs/: a setting or an error that it names leads to what is said of it, and a route stands out. */
export function markNames(sentence: string): string {
  return sentence.replaceAll(MARKED, marked);
}

function marked(found: string): string {
  if (found.startsWith('docs/')) return `[${found}](${found.slice('docs/'.length)})`;
  if (found.includes('/') && !found.startsWith('`')) return `\`${found}\``;
  const words = found.replaceAll('`', '');
  const [name = words] = words.split('=');
  const page = pageOf(name);
  return page === undefined ? found : `[\`${words}\`](${page}#${name.toLowerCase()})`;
}

function pageOf(name: string): string | undefined {
  if (SETTING_NAMES.some((setting) => setting === name)) return 'configuration.md';
  return name in ERROR_CATALOGUE ? 'errors.md' : undefined;
}
