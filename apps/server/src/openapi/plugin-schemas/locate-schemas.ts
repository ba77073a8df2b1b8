import type { JsonObject, JsonValue } from '@gatehouse/contracts';
import { isObject } from '../json-nodes.js';
import { mapSubschemas } from '../schema-keywords.js';

/** Where a schema is that says nothing of it itself. */
const NOWHERE = 'gatehouse:/schema';

/** A schema within a stranger's schema. */
export interface LocatedSchema {
  /** From the root: keywords, and the keys or indices within them. */
  readonly path: readonly string[];
  readonly schema: JsonValue;
  /** What its references are relative to. */
  readonly base: string;
}

/** Every schema within a stranger's, and what can be referred to. */
export interface SchemaMap {
  /** By path, as {@link pathKey} tells it. */
  readonly byPath: ReadonlyMap<string, LocatedSchema>;
  /** What an absolute reference means; null where it leads to no schema in here. */
  find(reference: string): LocatedSchema | null;
}

/** One text for a path: no two have the same. */
export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/**
 * Finds every schema within a schema, with what `$id` and `$anchor` call it (JSON Schema 2020-12, §8.2 and §9.2).
 *
 * @throws TypeError where something calls itself by what is no URI
 */
export function locateSchemas(root: JsonValue): SchemaMap {
  const byPath = new Map<string, LocatedSchema>();
  const byUri = new Map<string, LocatedSchema>();
  visit(root, [], NOWHERE);
  return { byPath, find };

  function visit(schema: JsonValue, path: readonly string[], outer: string): void {
    const base = baseOf(schema, outer);
    const located = { path, schema, base };
    byPath.set(pathKey(path), located);
    if (path.length === 0 || base !== outer) byUri.set(base, located);
    if (!isObject(schema)) return;
    for (const anchor of anchorsOf(schema)) byUri.set(`${base}#${anchor}`, located);
    mapSubschemas(schema, (inner, way) => {
      visit(inner, [...path, ...way], base);
      return inner;
    });
  }

  function find(reference: string): LocatedSchema | null {
    const [uri = '', fragment = ''] = reference.split('#', 2);
    const resource = byUri.get(uri);
    if (fragment === '') return resource ?? null;
    if (!fragment.startsWith('/')) return byUri.get(`${uri}#${decode(fragment)}`) ?? null;
    if (resource === undefined) return null;
    const way = fragment
      .slice(1)
      .split('/')
      .map((part) => decode(part).replaceAll('~1', '/').replaceAll('~0', '~'));
    return byPath.get(pathKey([...resource.path, ...way])) ?? null;
  }
}

function baseOf(schema: JsonValue, outer: string): string {
  const id = isObject(schema) ? schema['$id'] : undefined;
  if (typeof id !== 'string') return outer;
  return new URL(id, outer).href.replace(/#$/, '');
}

function anchorsOf({ $anchor, $dynamicAnchor }: JsonObject): string[] {
  return [$anchor, $dynamicAnchor].filter((anchor) => typeof anchor === 'string');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
