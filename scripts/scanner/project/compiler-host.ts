import { dirname } from 'node:path';
import ts from 'typescript';

/** Sources that are not those on the disk, by absolute path: another text, or null for a file that is taken away. */
export type Overlay = ReadonlyMap<string, string | null>;

/** Parsed files by path. Kept by whoever opens several projects that differ in a few files. */
export type SourceCache = Map<string, { readonly text: string; readonly file: ts.SourceFile }>;

/** The compiler's view of the disk, with another text where the overlay has one. */
export function compilerHost(
  options: ts.CompilerOptions,
  overlay: Overlay,
  cache: SourceCache,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const onDisk = { read: host.readFile.bind(host), exists: host.fileExists.bind(host) };
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const folders = new Set([...overlay.keys()].map((path) => dirname(path)));
  const folderExists = host.directoryExists?.bind(host);
  host.directoryExists = (path) => folders.has(path) || folderExists?.(path) === true;
  host.fileExists = (path) => (overlay.has(path) ? overlay.get(path) !== null : onDisk.exists(path));
  host.readFile = (path) => (overlay.has(path) ? (overlay.get(path) ?? undefined) : onDisk.read(path));
  host.getSourceFile = (path, languageVersion) => {
    const kept = cache.get(path);
    // What others wrote does not change while we look.
    if (kept !== undefined && path.includes('/node_modules/')) return kept.file;
    const text = host.readFile(path);
    if (text === undefined) return undefined;
    if (kept?.text === text) return kept.file;
    // Without parents: the compiler writes them in when it looks for names.
    const file = ts.createSourceFile(path, text, languageVersion);
    cache.set(path, { text, file });
    return file;
  };
  return host;
}
