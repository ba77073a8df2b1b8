/** Any value that JSON text can say. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object: plain keys, JSON values. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The object without keys: one half of every {@link ExecutionOutcome}. */
export type EmptyObject = Readonly<Record<string, never>>;
