import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { isList, isObject, mapEntries, objectAt, valueAt, without } from '../json-nodes.js';
import { COMPONENT_NAME, PLUGIN_SLOT } from '../plugin-slot.js';
import { SAMPLE_PLUGIN } from '../sample-image.js';
import { schemaName, type PluginComponents } from './plugin-components.js';

const SCHEMAS = '#/components/schemas/';
/** Slots for what is of the one plugin that `plugin` beside them names. */
const SLOTS_OF_ONE: ReadonlySet<unknown> = new Set(['options', 'result']);

/**
 * Puts what is known of the plugins into every place of a document that is marked for it. The marks are gone then,
 * whether there are plugins or not.
 */
export function weavePlugins(document: JsonObject, plugins: readonly PluginComponents[]): JsonObject {
  const named = new Map<string, JsonValue>();
  const body = convert(document, plugins, named);
  const components = objectAt(body, 'components');
  const schemas = { ...objectAt(components, 'schemas'), ...Object.fromEntries(named) };
  const woven = Object.entries(schemas).flatMap(([name, schema]) => weaveComponent(name, schema, plugins));
  const own = plugins.flatMap((plugin) => Object.entries(plugin.schemas));
  return { ...body, components: { ...components, schemas: Object.fromEntries([...woven, ...own]) } };
}

/** Converts all but the schemas that become several: those need their names. */
function convert(
  node: JsonObject,
  plugins: readonly PluginComponents[],
  named: Map<string, JsonValue>,
): JsonObject {
  const walk = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const converted = mapEntries(fillSlot(value, plugins), (key, inner) => [key, walk(inner)]);
    const { [COMPONENT_NAME]: name, ...schema } = converted;
    if (typeof name !== 'string') return converted;
    named.set(name, schema);
    return { $ref: SCHEMAS + name };
  };
  const walked = walk(node);
  return isObject(walked) ? walked : {};
}

function fillSlot(node: JsonObject, plugins: readonly PluginComponents[]): JsonObject {
  const bare = without(node, PLUGIN_SLOT);
  const slot = node[PLUGIN_SLOT];
  if (slot === 'any_result') return ofAnyPlugin(bare, plugins);
  if (slot === 'name') return plugins.length === 0 ? bare : { ...bare, enum: namesOf(plugins) };
  if (valueAt(node, 'schema', PLUGIN_SLOT) !== 'name') return node;
  const schema = without(objectAt(node, 'schema'), PLUGIN_SLOT);
  return { ...withNamesAsExamples(node, plugins), schema };
}

/** Of a parameter: a name that is not among them is no breach of its form. */
function withNamesAsExamples(parameter: JsonObject, plugins: readonly PluginComponents[]): JsonObject {
  const bare = without(parameter, 'example');
  if (plugins.length === 0) return bare;
  return { ...bare, examples: Object.fromEntries(namesOf(plugins).map((name) => [name, { value: name }])) };
}

/** The plugin of the samples first: what stands first is filled in where examples are tried. */
function namesOf(plugins: readonly PluginComponents[]): string[] {
  const names = plugins.map(({ name }) => name);
  return [
    ...names.filter((name) => name === SAMPLE_PLUGIN),
    ...names.filter((name) => name !== SAMPLE_PLUGIN),
  ];
}

/** What was found once is shown also when the plugin that found it has changed or gone: so the last kind is any. */
function ofAnyPlugin(schema: JsonObject, plugins: readonly PluginComponents[]): JsonObject {
  const { type } = schema;
  const told = without(without(schema, 'type'), 'additionalProperties');
  const any: JsonObject = {
    type: 'object',
    description: 'Of a plugin that has changed or gone since.',
    additionalProperties: true,
  };
  const isNullable = isList(type) && type.includes('null');
  return {
    ...told,
    anyOf: [
      ...plugins.map(({ name }) => ({ $ref: SCHEMAS + schemaName('result', name) })),
      any,
      ...(isNullable ? [{ type: 'null' }] : []),
    ],
  };
}

function weaveComponent(
  name: string,
  schema: JsonValue,
  plugins: readonly PluginComponents[],
): (readonly [string, JsonValue])[] {
  if (!isObject(schema)) return [[name, schema]];
  const slots = slotsOf(schema);
  if (slots.length === 0) return [[name, schema]];
  if (plugins.length === 0) return [[name, withoutMarks(schema)]];
  const variants = namesOf(plugins).map((plugin) => `${name}.${plugin}`);
  const { description, title } = schema;
  const union: JsonObject = {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    oneOf: variants.map((variant) => ({ $ref: SCHEMAS + variant })),
    discriminator: {
      propertyName: 'plugin',
      mapping: Object.fromEntries(namesOf(plugins).map((plugin) => [plugin, `${SCHEMAS}${name}.${plugin}`])),
    },
  };
  return [
    [name, union],
    ...plugins.map((plugin) => [`${name}.${plugin.name}`, variantOf(schema, slots, plugin)] as const),
  ];
}

/** The properties of an object that are marked to be a plugin's. */
function slotsOf(schema: JsonObject): string[] {
  return Object.entries(objectAt(schema, 'properties'))
    .filter(([, property]) => SLOTS_OF_ONE.has(valueAt(property, PLUGIN_SLOT)))
    .map(([property]) => property);
}

function variantOf(
  schema: JsonObject,
  slots: readonly string[],
  { name, description }: PluginComponents,
): JsonObject {
  const properties = mapEntries(objectAt(schema, 'properties'), (property, value) => {
    if (property === 'plugin') return [property, nameProperty(value, name)];
    return [property, slots.includes(property) ? slotProperty(value, name) : value];
  });
  return { ...schema, description, properties };
}

function nameProperty(property: JsonValue, plugin: string): JsonObject {
  const { description = 'The plugin.' } = isObject(property) ? property : {};
  return { type: 'string', const: plugin, description, examples: [plugin] };
}

function slotProperty(property: JsonValue, plugin: string): JsonObject {
  const { [PLUGIN_SLOT]: slot, description, examples } = isObject(property) ? property : {};
  return {
    $ref: SCHEMAS + schemaName(slot === 'options' ? 'options' : 'result', plugin),
    ...(description === undefined ? {} : { description }),
    // An example of a result is one of the plugin of the samples.
    ...(examples !== undefined && plugin === SAMPLE_PLUGIN ? { examples } : {}),
  };
}

function withoutMarks(schema: JsonObject): JsonObject {
  const properties = mapEntries(objectAt(schema, 'properties'), (name, property) => {
    return [name, isObject(property) ? without(property, PLUGIN_SLOT) : property];
  });
  return { ...schema, properties };
}
