import { isAbsolute, relative } from 'node:path';

/**
 * Puts what Node throws for a plugin that is not whole, or does what it may not, into words that tell its author what to
 * do. Everything else stays what it is. Never throws, whatever was thrown.
 *
 * @param folder the plugin's, absolute
 */
export function explainThrown(thrown: unknown, folder: string): unknown {
  try {
    if (!(thrown instanceof Error)) return thrown;
    const message = explain(thrown, (path) => inFolder(path, folder));
    if (message === null) return thrown;
    const explained = new Error(message, { cause: thrown });
    if (thrown.stack !== undefined) explained.stack = thrown.stack;
    return explained;
  } catch {
    return thrown;
  }
}

/** Whether something thrown is a syntax error of a module that does not say where it is. Never throws. */
export function isUnplacedSyntaxError(thrown: unknown): boolean {
  try {
    return thrown instanceof SyntaxError && /^ +at compileSourceTextModule /m.test(thrown.stack ?? '');
  } catch {
    return false;
  }
}

type Place = (path: string) => string;

/** What Node's errors carry besides a message; each only some. */
interface NodeError extends Error {
  readonly code?: unknown;
  readonly permission?: unknown;
  readonly resource?: unknown;
}

function explain(error: NodeError, place: Place): string | null {
  switch (error.code) {
    case 'ERR_MODULE_NOT_FOUND':
      return explainMissing(error.message, place);
    case 'ERR_UNSUPPORTED_DIR_IMPORT':
      return error.message.replace(
        /^Directory import '([^']*)' .* imported from (.*)$/s,
        (_all, what: string, importer: string) =>
          `${place(importer)} imports the folder ${place(what)}. Name the file in it`,
      );
    case 'ERR_ACCESS_DENIED':
      return explainDenied(String(error.permission), place(String(error.resource)));
    case 'ERR_DLOPEN_DISABLED':
      return 'It loads a native addon, which it may not. Ask for permissions.addons, or use a package without one';
    default:
      return explainCommonJs(error.message);
  }
}

function explainMissing(message: string, place: Place): string | null {
  const found = /^Cannot find (package|module) '([^']*)' imported from ([^\n]*)/.exec(message);
  if (found === null) return null;
  const [, kind, what = '', importer = ''] = found;
  if (kind === 'package') {
    return (
      `${place(importer)} imports the package ${what}, which the plugin does not have. ` +
      `Run "npm install ${what}" in the plugin's folder, or mend the import`
    );
  }
  return `${place(importer)} imports ${place(what)}, which is not there. Mend the path, its ending included, or add the file`;
}

function explainDenied(permission: string, what: string): string {
  switch (permission) {
    case 'FileSystemRead':
      return `It may not read ${what}. Put it into the plugin's folder, or ask for it in permissions.read`;
    case 'FileSystemWrite':
      return `It may not write ${what}. Ask for that in permissions.write`;
    case 'ChildProcess':
      return 'It may not start other processes; that is never granted. Do without';
    case 'WorkerThreads':
      return 'It may not start worker threads; they are never granted. Do without';
    default:
      return `It may not use ${permission}; that is never granted. Do without`;
  }
}

function explainCommonJs(message: string): string | null {
  const name = /^(\w+) is not defined in ES module scope/.exec(message)?.[1];
  return name === undefined
    ? null
    : `${name} is not defined, since the plugin is an ES module. Write "import" and "export default"`;
}

/** A path as the plugin's author knows it; outside of the plugin's folder it stays as it is. */
function inFolder(path: string, folder: string): string {
  const way = relative(folder, path);
  return way === '' || way.startsWith('..') || isAbsolute(way) ? path : way;
}
