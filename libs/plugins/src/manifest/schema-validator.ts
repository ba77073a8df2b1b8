import addFormats from 'ajv-formats';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ErrorPointer, JsonObject, JsonSchema } from '@gatehouse/contracts';
import { linearRegExp } from './linear-reg-exp.js';
import { UNIQUE_ITEMS } from './unique-items.js';

/** What a schema says of a value. */
export interface SchemaVerdict {
  /** The value, with the schema's defaults where they are applied. */
  readonly value: JsonObject;
  /** Empty where the value fits. Pointers are relative to the value. */
  readonly errors: readonly ErrorPointer[];
}

/** How a schema is to be compiled. */
export interface SchemaOptions {
  /** Fill in the schema's `default`s. */
  readonly applyDefaults: boolean;
  /** Tell everything that is wrong (of small values), not only the first thing. */
  readonly allErrors: boolean;
}

/** A compiled JSON Schema (2020-12). */
export class SchemaValidator {
  private readonly check: ValidateFunction;

  /** @throws Error whose message says what is wrong with the schema */
  constructor(
    schema: JsonSchema,
    private readonly options: SchemaOptions,
  ) {
    const ajv = new Ajv2020({
      strict: true, // a misspelt keyword is an error and not a rule that never holds
      strictTypes: false,
      strictTuples: false,
      strictRequired: false,
      useDefaults: options.applyDefaults,
      allErrors: options.allErrors,
      code: { regExp: linearRegExp },
      logger: false,
    });
    addFormats.default(ajv);
    ajv.removeKeyword('uniqueItems').addKeyword(UNIQUE_ITEMS);
    this.check = ajv.compile(schema);
    // Ajv's own extension: its verdict would be a promise, which is true whatever it holds.
    if ('$async' in this.check) throw new Error('"$async" is no keyword of JSON Schema');
  }

  /** Judges a value. The value itself is never changed. */
  validate(given: JsonObject): SchemaVerdict {
    const value = this.options.applyDefaults ? structuredClone(given) : given;
    const errors = this.check(value) ? [] : (this.check.errors ?? []).slice(0, 20).map(describe);
    return { value, errors };
  }
}

/** Puts one of Ajv's findings into a pointer at what is wrong and words that say what may stand there. */
function describe({ instancePath, keyword, message, params }: ErrorObject): ErrorPointer {
  const found = params as Readonly<Record<string, unknown>>; // which keys it has depends on the keyword
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(found['additionalProperty'] ?? found['unevaluatedProperty']);
      return { pointer: `${instancePath}/${escape(name)}`, message: 'is not known' };
    }
    case 'required': {
      const name = String(found['missingProperty']);
      return { pointer: `${instancePath}/${escape(name)}`, message: 'is required' };
    }
    case 'enum':
      return { pointer: instancePath, message: `must be one of ${JSON.stringify(found['allowedValues'])}` };
    case 'const':
      return { pointer: instancePath, message: `must be ${JSON.stringify(found['allowedValue'])}` };
    default:
      return { pointer: instancePath, message: message ?? `breaks "${keyword}"` };
  }
}

/** RFC 6901 §3. */
function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
