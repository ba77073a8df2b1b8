import type { PluginOutput } from '@gatehouse/contracts';
import { SANDBOX_FAILURE, SandboxFailure } from '@gatehouse/sandbox';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]); // [ {
const CLOSERS: ReadonlySet<number> = new Set([0x5d, 0x7d]); // ] }

/**
 * Parses the text of an answer. The process it comes from has bounded it already, but that process is a stranger's:
 * what comes over the channel is held to the same rules once more, before anything recursive touches it.
 *
 * @throws SandboxFailure `reply_not_json`, `reply_too_large`
 */
export function parseOutput(bytes: Uint8Array, maxDepth: number): PluginOutput {
  if (nesting(bytes) > maxDepth) {
    throw new SandboxFailure(SANDBOX_FAILURE.REPLY_TOO_LARGE, `nested deeper than ${maxDepth} levels`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SandboxFailure(SANDBOX_FAILURE.REPLY_NOT_JSON, 'it is not JSON text');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SandboxFailure(SANDBOX_FAILURE.REPLY_NOT_JSON, 'it is not an object');
  }
  return value as PluginOutput; // JSON.parse gave an object that is no array
}

/** The deepest nesting of brackets outside of strings. Works on bytes: UTF-8 never hides an ASCII character in another. */
function nesting(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENERS.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSERS.has(byte)) depth--;
  }
  return deepest;
}
