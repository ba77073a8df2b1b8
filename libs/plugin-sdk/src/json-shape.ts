import type { JsonValue } from '@gatehouse/contracts';

/** A value's own type where it can be written as JSON; `never` where it, or a method it has, cannot. What has `toJSON` says itself how it is written. */
type JsonOr<Value> = Value extends JsonValue | undefined | { toJSON(): unknown }
  ? Value
  : Value extends symbol | bigint | ((...given: never) => unknown)
    ? never
    : JsonShape<Value>;

/** The type of an object all of whose values can be written as JSON; properties that cannot are `never`. */
export type JsonShape<Output> = { [Key in keyof Output]: JsonOr<Output[Key]> };
