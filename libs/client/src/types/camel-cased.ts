import type { GatehouseApiError } from '../errors/api-error.js';

/** Keys whose values belong to a plugin or a schema, not to Gatehouse: they stay as they are. */
export const OPAQUE_KEYS = ['result', 'options', 'options_schema', 'output_schema'] as const;

type OpaqueKey = (typeof OPAQUE_KEYS)[number];

/** `execution_time_ms` as `executionTimeMs`. */
export type CamelKey<Key extends string> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelKey<Tail>>}`
  : Key;

/** JSON of the wire as the client gives it: keys in camelCase, but for opaque values; an `error` is an exception. */
export type CamelCased<Wire> = Wire extends readonly (infer Item)[]
  ? readonly CamelCased<Item>[]
  : Wire extends object
    ? {
        readonly [Key in keyof Wire as Key extends string ? CamelKey<Key> : never]: Key extends OpaqueKey
          ? Wire[Key]
          : Key extends 'error'
            ? GatehouseApiError | Extract<Wire[Key], null>
            : CamelCased<Wire[Key]>;
      }
    : Wire;
