import type { JsonObject } from './json.js';
import type { PluginOutput } from './execution.js';
import type { IntakeMimeType } from './plugin-manifest.js';

/** What a plugin's `run` is given. */
export interface RunPayload<Options extends object = JsonObject> {
  /**
   * `input.format` "encoded": the file as it was sent.
   * "rgba", "grey": `width × height` pixels of 4 or 1 bytes, row by row, turned upright by the EXIF orientation.
   */
  readonly image: Uint8Array;
  /** The real media type of the file that was sent, whatever the format of `image`. */
  readonly mimeType: IntakeMimeType;
  /** Pixels across: of the pixels handed over, or (encoded) as the file's header says. */
  readonly width: number;
  /** Pixels down, likewise. */
  readonly height: number;
  /**
   * The upright image before `max_side` scaled it down, in pixels. Positions in a result are told in these pixels:
   * multiply by `original.width / width`.
   */
  readonly original: { readonly width: number; readonly height: number };
  /** Validated against `options_schema`, its defaults applied. */
  readonly options: Options;
}

/** Where a plugin writes log lines; they appear in the server's log with the job's id. */
export interface PluginLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What a plugin's `run` may use besides its payload. */
export interface RunContext {
  readonly jobId: string | null;
  /** Aborted when the caller gave up; the process is killed shortly after. */
  readonly signal: AbortSignal;
  /** Milliseconds since the Unix epoch at which the process will be killed. */
  readonly deadline: number;
  /** Tells how far the work is: 0 to 1. */
  progress(fraction: number, message?: string): void;
  readonly logger: PluginLogger;
}

/** What a plugin's `initialize` may use. */
export interface InitializeContext {
  readonly logger: PluginLogger;
}

/** The default export of a plugin's entry module. */
export interface Plugin<Options extends object = JsonObject, Output extends object = PluginOutput> {
  /** Loads models and the like, once per process, before the first `run`. */
  initialize?(context: InitializeContext): Promise<void> | void;
  run(payload: RunPayload<Options>, context: RunContext): Promise<Output> | Output;
  dispose?(): Promise<void> | void;
}
