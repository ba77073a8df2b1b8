import { INPUT_FORMATS, INTAKE_MIME_TYPES, type JsonObject } from '@gatehouse/contracts';

const SEMVER = '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$';
/** Each path is looked up, and some become words of a command line. */
const pathList = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^\\x00]*$' },
  maxItems: 100,
  default: [],
} as const;
const packageList = {
  ...pathList,
  items: { type: 'string', maxLength: 214, pattern: '^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$' },
} as const;

/** The pattern of a plugin's name, and so of its folder's. */
export const PLUGIN_NAME = '^[a-z][a-z0-9-]{0,62}$';

/** The schema of `plugin.json`. Its defaults are those of a manifest. */
export const MANIFEST_SCHEMA: JsonObject = {
  type: 'object',
  required: ['name', 'version', 'description', 'entry'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    name: { type: 'string', pattern: PLUGIN_NAME },
    version: { type: 'string', maxLength: 100, pattern: SEMVER },
    description: { type: 'string', minLength: 1, maxLength: 500 },
    engine: { type: 'string', maxLength: 100, default: '^1.0.0' },
    entry: { type: 'string', maxLength: 1000, pattern: '^[^\\x00]*\\.(js|mjs)$' },
    accepts: {
      type: 'array',
      items: { enum: INTAKE_MIME_TYPES },
      minItems: 1,
      uniqueItems: true,
      default: INTAKE_MIME_TYPES,
    },
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        format: { enum: INPUT_FORMATS, default: 'encoded' },
        max_side: { type: ['integer', 'null'], minimum: 1, maximum: 65_535, default: null },
      },
      default: {},
    },
    options_schema: {
      type: ['object', 'boolean'],
      default: { type: 'object', additionalProperties: false },
    },
    output_schema: { type: ['object', 'boolean'], default: { type: 'object', minProperties: 1 } },
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: {
        timeout_ms: { type: 'integer', minimum: 1, default: 30_000 },
        memory_mb: { type: 'integer', minimum: 16, default: 256 },
        max_concurrency: { type: 'integer', minimum: 1, maximum: 64, default: 1 },
      },
      default: {},
    },
    permissions: {
      type: 'object',
      additionalProperties: false,
      properties: {
        network: { type: 'boolean', default: false },
        addons: { type: 'boolean', default: false },
        read: pathList,
        write: pathList,
      },
      default: {},
    },
    requires: {
      type: 'object',
      additionalProperties: false,
      properties: {
        packages: packageList,
        files: pathList,
        gpu: { type: 'boolean', default: false },
      },
      default: {},
    },
    examples: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['image'],
        additionalProperties: false,
        properties: {
          image: { type: 'string', pattern: '^(\\./.+|[a-z0-9-]+\\.[a-z]+)$' },
          options: { type: 'object', default: {} },
          output: { type: ['object', 'null'], default: null },
        },
      },
      default: [],
    },
    deterministic: { type: 'boolean', default: false },
  },
};
