import { fileURLToPath, pathToFileURL } from 'node:url';
import { sep } from 'node:path';

/**
 * The compiled module that belongs to a module beside the caller:
 * `builtProgram(new URL('./x-program.js', import.meta.url))`.
 *
 * A process always runs what was built. When the caller itself runs from `src/` (as under Jest),
 * the URL is moved to the `dist/` beside it.
 */
export function builtProgram(url: URL): URL {
  const path = fileURLToPath(url);
  const src = `${sep}src${sep}`;
  const at = path.lastIndexOf(src);
  // What lies in dist/ is built, also where all of Gatehouse lies below a folder src: /usr/src/app/libs/…
  if (at < 0 || path.lastIndexOf(`${sep}dist${sep}`) > at) return url;
  return pathToFileURL(`${path.slice(0, at)}${sep}dist${sep}${path.slice(at + src.length)}`);
}
