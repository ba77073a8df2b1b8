import { BOX_MARK, type JsonObject, type JsonSchema, type JsonValue } from '@gatehouse/contracts';
import type { CaptionedBox } from '@gatehouse/images';

/** Schemas may go round; what lies deeper is not looked at. */
const MAX_DEPTH = 32;
/** Whose parts speak of the very value that they speak of. */
const APPLICATORS = ['allOf', 'anyOf', 'oneOf'] as const;

type Schema = Readonly<Record<string, unknown>>;

/** Whether a schema marks boxes, which can be drawn. */
export function marksBoxes(schema: JsonSchema): boolean {
  return JSON.stringify(schema).includes(`"${BOX_MARK}":true`);
}

/**
 * The boxes in what a plugin found, in their order, each once.
 *
 * @param schema of the output, by which it was found valid
 */
export function findBoxes(schema: JsonSchema, output: JsonObject): readonly CaptionedBox[] {
  const found = new Map<JsonObject, CaptionedBox>();
  const root: Schema = isObject(schema) ? schema : {};
  look(root, root, output, null, found, 0);
  return [...found.values()];
}

function look(
  root: Schema,
  schema: Schema,
  value: JsonValue,
  owner: JsonObject | null,
  found: Map<JsonObject, CaptionedBox>,
  depth: number,
): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  for (const part of partsOf(root, schema)) look(root, part, value, owner, found, depth + 1);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (isObject(items))
      for (const item of value as readonly JsonValue[]) look(root, items, item, owner, found, depth + 1);
    return;
  }
  const object = value as JsonObject; // an object that is no array
  if (schema[BOX_MARK] === true) note(object, owner, found);
  const { properties } = schema;
  if (!isObject(properties)) return;
  for (const [name, property] of Object.entries(properties)) {
    const inner = Object.hasOwn(object, name) ? object[name] : undefined;
    if (isObject(property) && inner !== undefined) look(root, property, inner, object, found, depth + 1);
  }
}

/** The schemas that say more of the same value. */
function partsOf(root: Schema, schema: Schema): readonly Schema[] {
  const { $ref } = schema;
  const referred = typeof $ref === 'string' ? resolve(root, $ref) : null;
  const others = APPLICATORS.flatMap((name) => {
    const parts = schema[name];
    return Array.isArray(parts) ? parts.filter(isObject) : [];
  });
  return referred === null ? others : [referred, ...others];
}

/** `#/$defs/box` */
function resolve(root: Schema, reference: string): Schema | null {
  if (!reference.startsWith('#/')) return null;
  let at: unknown = root;
  for (const step of reference.slice(2).split('/')) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) && Object.hasOwn(at, name) ? at[name] : null;
  }
  return isObject(at) ? at : null;
}

function note(box: JsonObject, owner: JsonObject | null, found: Map<JsonObject, CaptionedBox>): void {
  const { x, y, width, height } = box;
  const sides = [x, y, width, height];
  if (found.has(box) || !sides.every((side) => typeof side === 'number' && Number.isFinite(side))) return;
  const [left, top, across, down] = sides as [number, number, number, number]; // as the line above made sure
  found.set(box, { x: left, y: top, width: across, height: down, caption: captionOf(owner ?? box) });
}

/** Of a text nothing: it stands in the picture already. */
function captionOf({ label, text, confidence }: JsonObject): string {
  if (typeof label !== 'string' && typeof text === 'string') return '';
  const sure = typeof confidence === 'number' ? `${Math.round(confidence * 100)}%` : '';
  return [typeof label === 'string' ? label : '', sure].filter((part) => part !== '').join(' ');
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
