/**
 * The compiled form of a module beside `from`: threads run JavaScript, also where their starter runs from its
 * TypeScript source, as it does in tests.
 *
 * @param name `./x.js`
 * @param from the `import.meta.url` of the asking module
 */
export function builtModule(name: string, from: string): URL {
  const url = new URL(name, from);
  if (!from.endsWith('.ts')) return url;
  const at = url.href.lastIndexOf('/src/');
  return new URL(`${url.href.slice(0, at)}/dist/${url.href.slice(at + '/src/'.length)}`);
}
