import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is a folder or lies in it. Both are absolute; links are not looked at. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** What the file system said, in the words of whoever has to mend it. */
export function fileProblem(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code; // whatever it is, it may have a code
  if (code === 'EACCES' || code === 'EPERM') {
    return 'cannot be read by the user the server runs as. Give that user the right to';
  }
  return `cannot be read (${typeof code === 'string' ? code : 'for no known reason'})`;
}
