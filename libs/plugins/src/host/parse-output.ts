import type { PluginOutput } from '@gatehouse/contracts';
import { SANDBOX_FAILURE, SandboxFailure, type JsonLimits } from '@gatehouse/sandbox';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]); // [ {
const CLOSERS: ReadonlySet<number> = new Set([0x5d, 0x7d]); // ] }

/**
 * Parses the text of an answer. The process it comes from has bounded it already, but that process is a stranger's:
 * what comes over the channel is held to the same rules once more, before anything recursive touches it.
 *
 * @throws SandboxFailure `reply_not_json`, `reply_too_large`
 */
export function parseOutput(bytes: Uint8Array, { maxDepth, maxValues }: JsonLimits): PluginOutput {
  const { deepest, marks } = measure(bytes);
  if (deepest > maxDepth) {
    throw new SandboxFailure(SANDBOX_FAILURE.REPLY_TOO_LARGE, `nested deeper than ${maxDepth} levels`);
  }
  // Each value but the first follows a bracket or a comma.
  if (marks > 2 * maxValues) {
    throw new SandboxFailure(SANDBOX_FAILURE.REPLY_TOO_LARGE, `more than ${maxValues} values`);
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

/** The deepest nesting of brackets outside of strings, and how many opening brackets and commas there are. Works on bytes: UTF-8 never hides an ASCII character in another. */
function measure(bytes: Uint8Array): { readonly deepest: number; readonly marks: number } {
  let depth = 0;
  let deepest = 0;
  let marks = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === COMMA) marks++;
    else if (CLOSERS.has(byte)) depth--;
    else if (OPENERS.has(byte)) {
      marks++;
      deepest = Math.max(deepest, ++depth);
    }
  }
  return { deepest, marks };
}
