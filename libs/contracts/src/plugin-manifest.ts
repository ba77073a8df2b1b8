import type { JsonSchema } from './execution.js';
import type { JsonObject } from './json.js';

/** The version of the contract between Gatehouse and its plugins; a manifest's `engine` range must contain it. */
export const PLUGIN_API_VERSION = '1.0.0';

/** The media types that the intake takes. */
export const INTAKE_MIME_TYPES = Object.freeze([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
] as const);

/** One of the media types that the intake takes. */
export type IntakeMimeType = (typeof INTAKE_MIME_TYPES)[number];

/** How a plugin wants its image: as it was sent, or as upright pixels of 4 or 1 bytes. */
export const INPUT_FORMATS = Object.freeze(['encoded', 'rgba', 'grey'] as const);

/** One of the ways a plugin may want its image. */
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** `input` of a manifest. */
export interface ManifestInput {
  readonly format: InputFormat;
  /** Decoded images are scaled down until neither side is longer, in pixels; null leaves them as they are. */
  readonly max_side: number | null;
}

/** `limits` of a manifest, after the server's own caps. */
export interface ManifestLimits {
  readonly timeout_ms: number;
  readonly memory_mb: number;
  /** How many executions may be in flight; each has a process of its own. */
  readonly max_concurrency: number;
}

/** `permissions` of a manifest: requests, which for strangers' plugins the operator grants. */
export interface ManifestPermissions {
  readonly network: boolean;
  /** Native addons. */
  readonly addons: boolean;
  /** Folders and files beside its own, absolute or relative to the plugin's folder. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** `requires` of a manifest: what must be there, or the plugin is UNAVAILABLE. */
export interface ManifestRequires {
  /** npm packages that must resolve from the plugin's folder. */
  readonly packages: readonly string[];
  /** Files, absolute or relative to the plugin's folder. */
  readonly files: readonly string[];
  readonly gpu: boolean;
}

/** One of `examples` of a manifest: an input that the plugin answers. */
export interface ManifestExample {
  /** `./…` is a file in the plugin's folder; any other text names a built-in sample, such as `qr-tiny.png`. */
  readonly image: string;
  readonly options: JsonObject;
  /** What the answer must hold at least: the keys given here. Null where any answer that fits `output_schema` will do. */
  readonly output: JsonObject | null;
}

/** `plugin.json` with every default filled in. Its keys are those of the file, hence snake_case. */
export interface PluginManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** A semver range over {@link PLUGIN_API_VERSION}. */
  readonly engine: string;
  /** The ES module, relative to the plugin's folder. */
  readonly entry: string;
  readonly accepts: readonly IntakeMimeType[];
  readonly input: ManifestInput;
  readonly options_schema: JsonSchema;
  readonly output_schema: JsonSchema;
  readonly limits: ManifestLimits;
  readonly permissions: ManifestPermissions;
  readonly requires: ManifestRequires;
  readonly examples: readonly ManifestExample[];
  /** A promise: the same image with the same options is given the same answer, in whichever process. */
  readonly deterministic: boolean;
}
