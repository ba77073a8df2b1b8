import type { JsonObject, JsonSchema, JsonValue, PluginManifest } from '@gatehouse/contracts';
import { isObject } from '../json-nodes.js';
import { rebaseSchema } from './rebase-schema.js';

/** What a document says of one plugin. */
export interface PluginComponents {
  readonly name: string;
  readonly description: string;
  /** Schemas by the names of their components. */
  readonly schemas: Readonly<Record<string, JsonValue>>;
  /** Characters of JSON text that the schemas take. */
  readonly size: number;
}

/** Characters of JSON text that one schema may take: many times what any that ships takes. */
const MAX_SCHEMA_SIZE = 65_536;

/** The name of the component that is a plugin's schema. */
export function schemaName(of: 'options' | 'result', plugin: string): string {
  return `${of === 'options' ? 'PluginOptions' : 'PluginResult'}.${plugin}`;
}

/** Makes components of a plugin's schemas. What cannot be shown gives way to a note; nothing a manifest holds throws. */
export function pluginComponents(manifest: PluginManifest): PluginComponents {
  const { name, description } = manifest;
  const schemas = {
    ...componentsOf(manifest.options_schema, 'options', name),
    ...componentsOf(manifest.output_schema, 'result', name),
  };
  return { name, description, schemas, size: JSON.stringify(schemas).length };
}

/** The same with notes in the place of its schemas. */
export function withoutSchemas({ name, description }: PluginComponents): PluginComponents {
  const problem = 'is left out because all schemas together are too large';
  const schemas = {
    [schemaName('options', name)]: note('options', name, problem),
    [schemaName('result', name)]: note('result', name, problem),
  };
  return { name, description, schemas, size: JSON.stringify(schemas).length };
}

function componentsOf(
  schema: JsonSchema,
  of: 'options' | 'result',
  plugin: string,
): Readonly<Record<string, JsonValue>> {
  const root = schemaName(of, plugin);
  if (JSON.stringify(schema).length > MAX_SCHEMA_SIZE) return { [root]: note(of, plugin, 'is too large') };
  const { components, problem } = rebaseSchema(schema, root);
  if (components === null) return { [root]: note(of, plugin, problem) };
  return { ...components, [root]: described(components[root], of, plugin) };
}

/** A schema for which its author found no words. */
function described(schema: JsonValue | undefined, of: 'options' | 'result', plugin: string): JsonValue {
  const words = of === 'options' ? `What ${plugin} can be told.` : `What ${plugin} finds.`;
  if (!isObject(schema))
    return { type: 'object', description: words, ...(schema === false ? { not: {} } : {}) };
  return { type: 'object', description: words, ...schema };
}

function note(of: 'options' | 'result', plugin: string, problem: string): JsonObject {
  return {
    type: 'object',
    additionalProperties: true,
    description:
      `Its schema cannot be shown here: it ${problem}. ` +
      `\`${of === 'options' ? 'options_schema' : 'output_schema'}\` of GET /v1/plugins/${plugin}/manifest has it.`,
  };
}
