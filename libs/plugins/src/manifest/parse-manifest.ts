import semver from 'semver';
import {
  PLUGIN_API_VERSION,
  type ErrorPointer,
  type JsonObject,
  type PluginManifest,
} from '@gatehouse/contracts';
import { boundsProblem } from './json-bounds.js';
import { jsonSyntaxError } from './json-syntax-error.js';
import { ManifestError } from './manifest-error.js';
import { MANIFEST_SCHEMA, PLUGIN_NAME } from './manifest-schema.js';
import { SchemaError } from './compile-schema.js';
import { SchemaValidator } from './schema-validator.js';
import { TimeOverrun } from './within-time.js';

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

/** The most a manifest may hold: values, and levels of nesting. Far more than any needs; what follows recurses over it. */
const MAX_VALUES = 10_000;
const MAX_DEPTH = 64;
/** Ajv and the pattern compiler say what they refuse in full. */
const MAX_REASON_LENGTH = 300;

const NAME = new RegExp(PLUGIN_NAME);
/** What a pattern of the manifest's own schema wants, for those who do not read patterns. */
const PATTERNS_IN_WORDS: ReadonlyMap<string, string> = new Map([
  [
    '/name',
    'must be of lower-case letters, digits and hyphens, begin with a letter, and have 63 signs at most',
  ],
  ['/version', 'must be a version such as "1.0.0"'],
  ['/entry', 'must end in .js or .mjs'],
  ['/requires/packages', 'must be the name of an npm package'],
]);

const manifestValidator = new SchemaValidator(MANIFEST_SCHEMA, { applyDefaults: true, allErrors: true });

/**
 * Reads the text of a `plugin.json`. Nothing of the plugin is run.
 *
 * @param folderName the name of the plugin's folder, which its `name` must equal
 * @throws ManifestError
 */
export function parseManifest(text: string, folderName: string, caps: ManifestCaps): PluginContract {
  const { value, errors } = manifestValidator.validate(boundedObject(parseJson(text)));
  if (errors.length > 0) {
    throw new ManifestError(`plugin.json is not valid: ${errors.map(tell).join('; ')}.`);
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

function tell({ pointer, message }: ErrorPointer): string {
  const pattern = message.startsWith('must match pattern')
    ? PATTERNS_IN_WORDS.get(pointer.replace(/\/\d+$/, ''))
    : undefined;
  return `${pointer || 'the manifest'} ${pattern ?? message}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManifestError(`plugin.json is not JSON: ${jsonSyntaxError(text)}.`);
  }
}

function boundedObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ManifestError('plugin.json is not a JSON object.');
  }
  const problem = boundsProblem(value, { maxValues: MAX_VALUES, maxDepth: MAX_DEPTH });
  if (problem !== null) throw new ManifestError(`plugin.json ${problem}.`);
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
    `The plugin is called "${name}" but its folder "${folderName}". ${
      NAME.test(folderName) ? 'Give both one name.' : `Rename the folder to "${name}".`
    }`,
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
    return SchemaValidator.ofStranger(manifest[key], options);
  } catch (problem) {
    throw new ManifestError(
      `plugin.json: /${key} is not a usable JSON Schema (2020-12): ${schemaFault(key, problem)}.`,
    );
  }
}

function schemaFault(key: string, problem: unknown): string {
  if (problem instanceof SchemaError) {
    return problem.errors.map(({ pointer, message }) => `/${key}${pointer} ${message}`).join('; ');
  }
  if (problem instanceof TimeOverrun) return `compiling it ${problem.message}: make it simpler`;
  if (problem instanceof RangeError) return 'it is too large to compile: make it simpler';
  const why = (problem instanceof Error ? problem.message : String(problem)).slice(0, MAX_REASON_LENGTH);
  return why.startsWith("can't resolve reference")
    ? `${why.replace(/ from id .*/, '')}. Nothing is fetched: put what it means into $defs`
    : why;
}
