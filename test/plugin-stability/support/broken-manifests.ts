import type { BrokenFolder } from './broken-folder.js';

const NAME =
  'must be of lower-case letters, digits and hyphens, begin with a letter, and have 63 signs at most';
const invalid = (problem: string): string => `plugin.json is not valid: ${problem}.`;
const TYPES = '["image/jpeg","image/png","image/webp","image/gif","image/tiff","image/avif"]';

/** Four thousand definitions, each of which is the next. */
const CHAIN = {
  $ref: '#/$defs/0',
  $defs: Object.fromEntries([
    ...Array.from({ length: 4000 }, (_, at) => [at, { $ref: `#/$defs/${at + 1}` }]),
    [4000, true],
  ]) as Readonly<Record<string, unknown>>, // fromEntries does not keep the type of what it is given
};

/** Folders whose manifest is at fault. */
export const BROKEN_MANIFESTS: readonly BrokenFolder[] = [
  [
    'no plugin.json',
    { manifest: null },
    'FAILED',
    'There is no plugin.json in the folder. Every plugin needs one.',
  ],
  [
    'no JSON',
    { manifest: '{ "name": ' },
    'FAILED',
    'plugin.json is not JSON: it ends too early, in line 1, column 11.',
  ],
  [
    'nothing in it',
    { manifest: '' },
    'FAILED',
    'plugin.json is not JSON: it ends too early, in line 1, column 1.',
  ],
  ['a list', { manifest: '[]' }, 'FAILED', 'plugin.json is not a JSON object.'],
  ['null', { manifest: 'null' }, 'FAILED', 'plugin.json is not a JSON object.'],
  ['a text', { manifest: '"x"' }, 'FAILED', 'plugin.json is not a JSON object.'],
  [
    'nothing said',
    { manifest: '{}' },
    'FAILED',
    invalid('/name is required; /version is required; /description is required; /entry is required'),
  ],
  ['an unknown field', { manifest: { licence: 'MIT' } }, 'FAILED', invalid('/licence is not known')],
  [
    'an unknown field with odd signs',
    { manifest: { 'a/b~c': 1 } },
    'FAILED',
    invalid('/a~1b~0c is not known'),
  ],
  [
    'an unknown limit',
    { manifest: { limits: { memory: 5 } } },
    'FAILED',
    invalid('/limits/memory is not known'),
  ],
  ['a name that is a number', { manifest: { name: 7 } }, 'FAILED', invalid('/name must be string')],
  ['a name in capitals', { manifest: { name: 'OCR' } }, 'FAILED', invalid(`/name ${NAME}`)],
  ['a name that is a path', { manifest: { name: '../x' } }, 'FAILED', invalid(`/name ${NAME}`)],
  [
    'no version',
    { manifest: { version: 'latest' } },
    'FAILED',
    invalid('/version must be a version such as "1.0.0"'),
  ],
  [
    'no description',
    { manifest: { description: '' } },
    'FAILED',
    invalid('/description must NOT have fewer than 1 characters'),
  ],
  [
    'a CommonJS entry',
    { manifest: { entry: 'index.cjs' } },
    'FAILED',
    invalid('/entry must end in .js or .mjs'),
  ],
  [
    'an unknown type',
    { manifest: { accepts: ['image/bmp'] } },
    'FAILED',
    invalid(`/accepts/0 must be one of ${TYPES}`),
  ],
  ['no types', { manifest: { accepts: [] } }, 'FAILED', invalid('/accepts must NOT have fewer than 1 items')],
  [
    'a type twice',
    { manifest: { accepts: ['image/png', 'image/png'] } },
    'FAILED',
    invalid('/accepts must NOT have duplicate items'),
  ],
  [
    'an unknown format',
    { manifest: { input: { format: 'cmyk' } } },
    'FAILED',
    invalid('/input/format must be one of ["encoded","rgba","grey"]'),
  ],
  ['no side', { manifest: { input: { max_side: 0 } } }, 'FAILED', invalid('/input/max_side must be >= 1')],
  [
    'a limit that is text',
    { manifest: { limits: { timeout_ms: '5s' } } },
    'FAILED',
    invalid('/limits/timeout_ms must be integer'),
  ],
  [
    'no time',
    { manifest: { limits: { timeout_ms: 0 } } },
    'FAILED',
    invalid('/limits/timeout_ms must be >= 1'),
  ],
  [
    'too many at once',
    { manifest: { limits: { max_concurrency: 65 } } },
    'FAILED',
    invalid('/limits/max_concurrency must be <= 64'),
  ],
  [
    'several things at once',
    { manifest: { version: 1, limits: { memory_mb: 1 } } },
    'FAILED',
    invalid('/version must be string; /limits/memory_mb must be >= 16'),
  ],
  [
    'another name than its folder',
    { manifest: { name: 'another' } },
    'FAILED',
    'The plugin is called "another" but its folder "subject". Give both one name.',
  ],
  [
    'a range that is none',
    { manifest: { engine: 'newest' } },
    'FAILED',
    '/engine "newest" is not a semver range. "^1.0.0" is usual.',
  ],
  [
    'another plugin API',
    { manifest: { engine: '^2.0.0' } },
    'FAILED',
    'The plugin wants plugin API ^2.0.0; this server has 1.0.0. Use a version of the plugin made for it.',
  ],
  [
    'no entry',
    { code: null },
    'FAILED',
    'The entry index.js does not exist. Build the plugin or mend /entry in plugin.json.',
  ],
  [
    'an entry elsewhere',
    { manifest: { entry: '../outside.js' } },
    'FAILED',
    "The entry ../outside.js lies outside of the plugin's folder. Move it inside.",
  ],
  [
    'an options schema with an unknown type',
    { manifest: { options_schema: { type: 'colour' } } },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): /options_schema/type must be one of ["array","boolean","integer","null","number","object","string"].',
  ],
  [
    'an options schema with a misspelt keyword',
    { manifest: { options_schema: { type: 'object', propertys: {} } } },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): strict mode: unknown keyword: "propertys".',
  ],
  [
    'an options schema that points nowhere',
    { manifest: { options_schema: { $ref: '#/$defs/none' } } },
    'FAILED',
    "plugin.json: /options_schema is not a usable JSON Schema (2020-12): can't resolve reference #/$defs/none. Nothing is fetched: put what it means into $defs.",
  ],
  [
    'an options schema that looks around',
    {
      manifest: {
        options_schema: { type: 'object', properties: { a: { type: 'string', pattern: '(?=a)' } } },
      },
    },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): error parsing regexp: invalid or unsupported Perl syntax: `(?=`.',
  ],
  [
    'an output schema that promises its verdict',
    { manifest: { output_schema: { $async: true, type: 'object', required: ['x'] } } },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): "$async" is no keyword of JSON Schema.',
  ],
  [
    'nothing at all',
    { manifest: null, code: null, files: { 'package.json': null } },
    'FAILED',
    'The folder is empty. A plugin needs a plugin.json and its code.',
  ],
  [
    'a folder for its manifest',
    { manifest: null, files: { 'plugin.json/x': '' } },
    'FAILED',
    'plugin.json is no ordinary file. Put the manifest itself there.',
  ],
  [
    'a pipe for its manifest',
    { manifest: null },
    'FAILED',
    'plugin.json is no ordinary file. Put the manifest itself there.',
    { pipes: ['plugin.json'] },
  ],
  [
    'a manifest that is a link out of it',
    { manifest: null },
    'FAILED',
    "plugin.json is a link out of the plugin's folder. Put the manifest itself there.",
    { links: { 'plugin.json': '../outside.js' } },
  ],
  [
    'a manifest that is a link to nothing',
    { manifest: null },
    'FAILED',
    'plugin.json cannot be read (ENOENT).',
    { links: { 'plugin.json': 'nothing.json' } },
  ],
  [
    'a manifest in UTF-16',
    {},
    'FAILED',
    'plugin.json is not text in UTF-8. Save it as UTF-8.',
    { bytes: { 'plugin.json': Buffer.from('\ufeff{ "name": "subject" }', 'utf16le') } },
  ],
  [
    'a comma too many',
    { manifest: '{\n  "name": "subject",\n}\n' },
    'FAILED',
    'plugin.json is not JSON: unexpected "}" in line 3, column 1.',
  ],
  [
    'a manifest of a megabyte',
    { manifest: 'x'.repeat(1_000_000) },
    'FAILED',
    'plugin.json has 1000000 bytes; it may have 262144. Make it smaller.',
  ],
  [
    'a hundred thousand types',
    { manifest: `{"accepts":[${'0,'.repeat(99_999)}0]}` },
    'FAILED',
    'plugin.json holds more than 10000 values.',
  ],
  [
    'a manifest nested too deeply',
    { manifest: `${'{"a":'.repeat(70)}1${'}'.repeat(70)}` },
    'FAILED',
    'plugin.json is nested deeper than 64 levels.',
  ],
  [
    'a default with a prototype',
    { manifest: '{ "options_schema": { "properties": { "a": { "default": { "__proto__": {} } } } } }' },
    'FAILED',
    'plugin.json has a key "__proto__", which no JavaScript object can have as its own: rename it.',
  ],
  [
    'an option that every object has',
    { manifest: { options_schema: { properties: { constructor: { default: 1 } } } } },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): /options_schema/properties names "constructor", which every JavaScript object has: choose another name.',
  ],
  [
    'a default that breaks its own schema',
    {
      manifest: { options_schema: { type: 'object', properties: { n: { type: 'integer', default: '3' } } } },
    },
    'FAILED',
    'plugin.json: /options_schema is not a usable JSON Schema (2020-12): /options_schema/properties/n/default must be integer, as the schema itself says.',
  ],
  [
    'a schema of another draft',
    { manifest: { output_schema: { $schema: 'http://json-schema.org/draft-07/schema#' } } },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): /output_schema/$schema is "http://json-schema.org/draft-07/schema#"; schemas are of draft 2020-12 here: write "https://json-schema.org/draft/2020-12/schema", or nothing.',
  ],
  [
    'a schema that refers to the network',
    { manifest: { output_schema: { $ref: 'https://example.com/schema.json' } } },
    'FAILED',
    "plugin.json: /output_schema is not a usable JSON Schema (2020-12): can't resolve reference https://example.com/schema.json. Nothing is fetched: put what it means into $defs.",
  ],
  [
    'a schema that refers to itself',
    { manifest: { output_schema: { $ref: '#' } } },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): /output_schema refers to itself without end: no value can be held against it.',
  ],
  [
    'a schema too large to compile',
    { manifest: { output_schema: CHAIN } },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): it is too large to compile: make it simpler.',
  ],
  [
    'a schema that takes too long to compile',
    {
      manifest: {
        output_schema: { allOf: Array.from({ length: 4000 }, (_, at) => ({ pattern: `\\w{1000}${at}` })) },
      },
    },
    'FAILED',
    'plugin.json: /output_schema is not a usable JSON Schema (2020-12): compiling it took longer than 1000 ms: make it simpler.',
  ],
  [
    'a package whose name is a path',
    { manifest: { requires: { packages: ['../x'] } } },
    'FAILED',
    'plugin.json is not valid: /requires/packages/0 must be the name of an npm package.',
  ],
];
