import { BOX_MARK, type JsonObject, type JsonSchema, type JsonValue } from '@gatehouse/contracts';
import type { CaptionedBox } from '@gatehouse/images';

/**
 * The most steps through schema and answer. Both are the plugin's, and parts that refer to parts double with each level:
 * what a plugin writes may cost its own picture some boxes, and the server no time.
 */
const MAX_STEPS = 50_000;
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
  const search = new BoxSearch(isObject(schema) ? schema : {});
  search.look(output, null);
  return [...search.found.values()];
}

/** One walk through an answer and the schema that it follows. */
class BoxSearch {
  readonly found = new Map<JsonObject, CaptionedBox>();
  private readonly referred = new Map<string, Schema | null>();
  private steps = 0;

  constructor(private readonly root: Schema) {}

  /** @param owner what the value is a part of */
  look(value: JsonValue, owner: JsonObject | null, schema: Schema = this.root, depth = 0): void {
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
    this.lookByParts(value, owner, schema, depth + 1);
    const { items, properties } = schema;
    if (Array.isArray(value)) {
      if (!isObject(items)) return;
      for (const item of value as readonly JsonValue[]) {
        if (this.isSpent()) return;
        this.look(item, owner, items, depth + 1);
      }
      return;
    }
    const object = value as JsonObject; // an object that is no array
    if (schema[BOX_MARK] === true) note(object, owner, this.found);
    if (!isObject(properties)) return;
    for (const [name, inner] of Object.entries(object)) {
      if (this.isSpent()) return;
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (isObject(property)) this.look(inner, object, property, depth + 1);
    }
  }

  /** By the schemas that say more of the same value. */
  private lookByParts(value: JsonValue, owner: JsonObject | null, schema: Schema, depth: number): void {
    const { $ref } = schema;
    const referred = typeof $ref === 'string' ? this.resolve($ref) : null;
    if (referred !== null && !this.isSpent()) this.look(value, owner, referred, depth);
    for (const name of APPLICATORS) {
      const parts = schema[name];
      if (!Array.isArray(parts)) continue;
      for (const part of parts as readonly unknown[]) {
        if (this.isSpent()) return;
        if (isObject(part)) this.look(value, owner, part, depth);
      }
    }
  }

  private isSpent(): boolean {
    return ++this.steps > MAX_STEPS;
  }

  /** `#/$defs/box` */
  private resolve(reference: string): Schema | null {
    const known = this.referred.get(reference);
    if (known !== undefined) return known;
    const found = reference.startsWith('#/') ? at(this.root, reference.slice(2)) : null;
    this.referred.set(reference, found);
    return found;
  }
}

/** What stands at a JSON pointer in a URL's fragment. */
function at(root: Schema, pointer: string): Schema | null {
  let found: unknown = root;
  for (const step of pointer.split('/')) {
    const name = decodePart(step);
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : null;
  }
  return isObject(found) ? found : null;
}

/** A part that is not well-formed stands for itself. */
function decodePart(part: string): string {
  let name = part;
  try {
    name = decodeURIComponent(part);
  } catch {
    // as it is
  }
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
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
