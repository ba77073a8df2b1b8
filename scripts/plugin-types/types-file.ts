import { format, resolveConfig } from 'prettier';
import type { JsonSchema } from '@gatehouse/contracts';
import { definitionsOf, typeOfSchema, type SchemaNaming } from './type-of-schema.ts';

const HEAD =
  '// Written by `npm run plugin:types` from plugin.json: change the schemas there, and run it again.\n';

const OPTIONS: SchemaNaming = { prefix: 'Options', defaultsApplied: true };
const OUTPUT: SchemaNaming = { prefix: 'Output', defaultsApplied: false };

/** The two schemas of a manifest. */
export interface ManifestSchemas {
  readonly options_schema?: JsonSchema;
  readonly output_schema?: JsonSchema;
}

/** The text of a file that says in TypeScript what a manifest's schemas say: the types `Options` and `Output`. */
export async function typesFile({
  options_schema: options = { type: 'object', additionalProperties: false },
  output_schema: output = { type: 'object' },
}: ManifestSchemas): Promise<string> {
  const declarations = [
    declaration('What `options_schema` allows, defaults applied.', 'Options', options, OPTIONS),
    declaration('What `output_schema` demands.', 'Output', output, OUTPUT),
  ].join('\n');
  const needed = /\bJsonValue\b/.test(declarations)
    ? "import type { JsonValue } from '@gatehouse/plugin-sdk';\n\n"
    : '';
  const config = await resolveConfig(import.meta.filename);
  return format(`${HEAD}\n${needed}${declarations}`, {
    ...config,
    parser: 'typescript',
    quoteProps: 'as-needed',
  });
}

function declaration(means: string, name: string, schema: JsonSchema, naming: SchemaNaming): string {
  const parts = definitionsOf(schema, naming).map(([part, type]) => declare(part, type));
  return [`/** ${means} */\n${declare(name, typeOfSchema(schema, naming))}`, ...parts].join('\n');
}

function declare(name: string, type: string): string {
  return isOneObject(type) ? `export interface ${name} ${type}\n` : `export type ${name} = ${type};\n`;
}

/** Whether its first brace is closed by its last character: a union begins and ends with braces too. */
function isOneObject(type: string): boolean {
  let depth = 0;
  const closings = Array.from(type, (character) => {
    depth += Number(character === '{') - Number(character === '}');
    return depth === 0;
  });
  return type.startsWith('{') && closings.indexOf(true) === type.length - 1;
}
