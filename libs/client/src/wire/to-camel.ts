import { GatehouseApiError } from '../errors/api-error.js';
import { OPAQUE_KEYS, type CamelCased } from '../types/camel-cased.js';
import { isErrorBody } from './is-error-body.js';

const OPAQUE: ReadonlySet<string> = new Set(OPAQUE_KEYS);

/** Takes JSON off the wire. {@link CamelCased} says the same of its type. */
export function toCamel<Wire>(wire: Wire): CamelCased<Wire> {
  return convert(wire) as CamelCased<Wire>; // convert does to values what the type does to types
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [camelKey(key), convertMember(key, member)]),
  );
}

function convertMember(key: string, value: unknown): unknown {
  if (OPAQUE.has(key)) return value;
  return key === 'error' && isErrorBody(value) ? new GatehouseApiError(value) : convert(value);
}

function camelKey(key: string): string {
  return key.replace(/_(.)/g, (_, first: string) => first.toUpperCase());
}
