import { readdirSync } from 'node:fs';

/** The folders directly below the root: what an absolute path of this machine begins with, and a JSON Pointer does not. */
const ROOT_FOLDERS = rootFolders();
const PATH = new RegExp(`(?:file://)?/(?:${ROOT_FOLDERS.map(escape).join('|')})/[^\\s'"\`<>|,;)\\]]*`, 'g');

/** Puts `…/name` in place of every absolute path in a text that a client may see: where things lie is the operator's business. */
export function hidePaths(text: string): string {
  if (ROOT_FOLDERS.length === 0) return text;
  return text.replace(PATH, (path) => `…/${path.split('/').at(-1) ?? ''}`);
}

function rootFolders(): readonly string[] {
  try {
    return readdirSync('/');
  } catch {
    return []; // no such root here
  }
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
