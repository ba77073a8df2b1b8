import type { EmptyObject, JsonObject } from './json.js';
import type { ErrorEnvelope } from './error-envelope.js';

/*
 * Glossary
 *
 * plugin     a folder with a manifest and a module whose `run` looks at one image
 * execution  one pass of one payload through the gate, whether or not it reached `run`
 * payload    what a caller hands to the gate for one execution
 * outcome    what the gate hands back: a result or an envelope, never both, never a throw
 * envelope   the one shape of every failure
 * job        the durable record of an execution
 */

/** What a caller hands to the gate for one execution. */
export interface PluginPayload {
  /** The encoded image, exactly as it was sent. May be empty: refusing that is the gate's work. */
  readonly image: Uint8Array;
  /** The media type the caller declared (`image/png`), or null when it declared none. */
  readonly mimeType: string | null;
  /** The plugin's options as sent; defaults of its schema are not applied yet. */
  readonly options: JsonObject;
}

/** What a plugin gives back: a plain JSON object. */
export type PluginOutput = JsonObject;

/** What the gate answers: a result with an empty error, or an empty result with an envelope. */
export type ExecutionOutcome =
  readonly [result: PluginOutput, error: EmptyObject] | readonly [result: EmptyObject, error: ErrorEnvelope];

/** What a plugin says while it works. */
export interface ExecutionProgress {
  /** 0 to 1. */
  readonly fraction: number;
  readonly message: string;
}

/** What accompanies an execution without being its input. */
export interface ExecutionControl {
  readonly jobId: string | null;
  readonly requestId: string | null;
  /** Aborting it ends the execution: the plugin is stopped, not asked. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExecutionProgress) => void;
  /** Called when the plugin begins; until then the execution was checked or waited. */
  readonly onStart?: () => void;
}

/** A value of a JSON schema document: an object, or `true`/`false`. */
export type JsonSchema = JsonObject | boolean;
