import semver from 'semver';
import { PLUGIN_API_VERSION, type JsonObject, type PluginManifest } from '@gatehouse/contracts';
import { MANIFEST_SCHEMA } from './manifest-schema.js';
import { SchemaValidator } from './schema-validator.js';

/** A manifest with its schemas compiled: all that is known of a plugin without running it. */
export interface PluginContract {
  readonly manifest: PluginManifest;
  readonly options: SchemaValidator;
  readonly output: SchemaValidator;
}

/** The caps a server puts over what manifests ask for. */
export interface ManifestCaps {
  readonly maxTimeoutMs: number;
  readonly maxMemoryMb: number;
}

/** What is wrong with a manifest, in a sentence that its author can act on. */
export class ManifestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ManifestError';
  }
}

const manifestValidator = new SchemaValidator(MANIFEST_SCHEMA, { applyDefaults: true, allErrors: true });

/**
 * Reads the text of a `plugin.json`. Nothing of the plugin is run.
 *
 * @param folderName the name of the plugin's folder, which its `name` must equal
 * @throws ManifestError
 */
export function parseManifest(text: string, folderName: string, caps: ManifestCaps): PluginContract {
  const { value, errors } = manifestValidator.validate(parseObject(text));
  if (errors.length > 0) {
    const list = errors.map(({ pointer, message }) => `${pointer || 'the manifest'} ${message}`).join('; ');
    throw new ManifestError(`plugin.json is not valid: ${list}.`);
  }
  const manifest = withCaps(value as unknown as PluginManifest, caps); // it fits MANIFEST_SCHEMA, defaults applied
  checkName(manifest, folderName);
  checkEngine(manifest);
  return {
    manifest,
    options: compile('options_schema', manifest, { applyDefaults: true, allErrors: true }),
    output: compile('output_schema', manifest, { applyDefaults: false, allErrors: false }),
  };
}

function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (problem) {
    throw new ManifestError(
      `plugin.json is not JSON: ${problem instanceof Error ? problem.message : 'malformed'}.`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ManifestError('plugin.json is not a JSON object.');
  }
  return value as JsonObject; // JSON.parse gave an object that is no array
}

function withCaps(manifest: PluginManifest, { maxTimeoutMs, maxMemoryMb }: ManifestCaps): PluginManifest {
  const { timeout_ms, memory_mb, max_concurrency } = manifest.limits;
  return {
    ...manifest,
    limits: {
      timeout_ms: Math.min(timeout_ms, maxTimeoutMs),
      memory_mb: Math.min(memory_mb, maxMemoryMb),
      max_concurrency,
    },
  };
}

function checkName({ name }: PluginManifest, folderName: string): void {
  if (name === folderName) return;
  throw new ManifestError(
    `The plugin is called "${name}" but its folder "${folderName}". Give both one name.`,
  );
}

function checkEngine({ engine }: PluginManifest): void {
  if (semver.validRange(engine) === null) {
    throw new ManifestError(`/engine "${engine}" is not a semver range. "^${PLUGIN_API_VERSION}" is usual.`);
  }
  if (!semver.satisfies(PLUGIN_API_VERSION, engine)) {
    throw new ManifestError(
      `The plugin wants plugin API ${engine}; this server has ${PLUGIN_API_VERSION}. Use a version of the plugin made for it.`,
    );
  }
}

function compile(
  key: 'options_schema' | 'output_schema',
  manifest: PluginManifest,
  options: ConstructorParameters<typeof SchemaValidator>[1],
): SchemaValidator {
  try {
    return new SchemaValidator(manifest[key], options);
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    throw new ManifestError(`plugin.json: /${key} is not a usable JSON Schema (2020-12): ${why}.`);
  }
}
