import { fileURLToPath } from 'node:url';
import { SANDBOX_FAILURE, SandboxFailure } from '@gatehouse/sandbox';
import type { LoadedPlugin } from '../loader/load-plugin.js';

/** Longest line of source that is shown. */
const MAX_SHOWN = 100;

/**
 * What Node writes to standard error when a process dies of a syntax error: where, the line, a mark below it, what.
 * At the end of a file there is no mark.
 */
const SYNTAX_ERROR = /^(file:\/\/\S+):(\d+)\n(.*)\n([ \t]*)\^*\n+SyntaxError: (.*)$/m;

const UNCAUGHT = 'an error was thrown outside of the call: ';

/**
 * Says of a process that did not start what its author can do about it, with paths as seen from the plugin's folder.
 * Anything but a failed start stays what it is.
 */
export function explainStartFailure(failure: unknown, plugin: LoadedPlugin): unknown {
  if (!(failure instanceof SandboxFailure) || failure.kind !== SANDBOX_FAILURE.START_FAILED) return failure;
  const message = explainSyntax(failure.stack ?? '') ?? explain(failure.message, plugin);
  const within = message.replaceAll(`file://${plugin.folder}/`, '').replaceAll(`${plugin.folder}/`, '');
  return new SandboxFailure(failure.kind, within.replace(/\.$/, ''), failure.stack ?? null);
}

function explainSyntax(stderr: string): string | null {
  const found = SYNTAX_ERROR.exec(stderr);
  if (found === null) return null;
  const [, url = '', line, source = '', indent = '', what = ''] = found;
  const from = Math.max(0, indent.length - MAX_SHOWN / 2);
  const shown = source.slice(from, from + MAX_SHOWN).trim();
  const place = `${pathOf(url)}, line ${line}, column ${indent.length + 1}`;
  return `${what} in ${place}${shown === '' ? '' : `: \`${shown}\``}`;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

// The sandbox knows nothing of plugins and manifests: its words are put into ours here.
function explain(message: string, { contract }: LoadedPlugin): string {
  const { memory_mb: memoryMb } = contract.manifest.limits;
  if (message === 'out of memory') {
    return `it needed more than its ${memoryMb} MB of memory. Load less, or raise limits.memory_mb in plugin.json`;
  }
  if (message.startsWith('it was not ready within')) {
    return `${message}: its code or its \`initialize\` does not come to an end. Load less, or load it at the first run`;
  }
  if (/^exit code \d+$/.test(message)) {
    return `it ended its own process (${message}). Take process.exit and the like out of what runs when it is loaded`;
  }
  if (message.startsWith(UNCAUGHT))
    return `an error was thrown that nothing caught: ${message.slice(UNCAUGHT.length)}`;
  return message.startsWith('signal ') ? `its process was ended by ${message}` : message;
}
