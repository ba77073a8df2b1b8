import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { ErrorPointer, JsonObject, JsonSchema } from '@gatehouse/contracts';
import { compileSchema, type SchemaOptions } from './compile-schema.js';
import { describeError } from './describe-error.js';
import { jsonSize } from './json-size.js';
import { SchemaOverrun } from './schema-overrun.js';
import { schemaWeight } from './schema-weight.js';
import { TimeOverrun, withinTime } from './within-time.js';

/** What a schema says of a value. */
export interface SchemaVerdict {
  /** The value, with the schema's defaults where they are applied. */
  readonly value: JsonObject;
  /** Empty where the value fits. Pointers are relative to the value. */
  readonly errors: readonly ErrorPointer[];
}

/** Milliseconds that compiling a stranger's schema may take. */
const COMPILE_LIMIT_MS = 1000;
/** Milliseconds that judging a value may take. */
const JUDGE_LIMIT_MS = 100;
/** A large value may take a millisecond for so many of its size ({@link jsonSize}). */
const SIZE_A_MS = 500;
/**
 * But none may take longer than this. 200,000 values take 2 to 20 ms with an honest schema, and ten times that with
 * `uniqueItems`; the machine may have other things to do.
 */
const LARGE_LIMIT_MS = 2000;
/** Steps that certainly take less: one takes up to 6 ns. */
const HARMLESS_STEPS = 10_000_000;
/** A value that is larger is not measured to its end: the watchdog costs less. */
const WORTH_MEASURING = 20_000;
/** The most a value may grow to by the defaults of its schema, as {@link jsonSize} counts. */
const MAX_FILLED_SIZE = 500_000;

/**
 * A compiled JSON Schema (2020-12).
 *
 * Schemas are written by strangers and run in the server: a few lines of `anyOf` and `$ref` take for ever. What can
 * be known beforehand to take no time (a small schema and a small value) is judged at once; all else under a watchdog.
 */
export class SchemaValidator {
  private readonly check: ValidateFunction;
  private readonly weight: number;

  /** @throws Error whose message says what is wrong with the schema; a SchemaError says it with pointers */
  constructor(
    schema: JsonSchema,
    private readonly options: SchemaOptions,
  ) {
    this.weight = schemaWeight(schema);
    this.check = compileSchema(schema, this.weight, options);
  }

  /**
   * Compiles a schema that a stranger wrote.
   *
   * @throws TimeOverrun, and what the constructor throws
   */
  static ofStranger(schema: JsonSchema, options: SchemaOptions): SchemaValidator {
    return withinTime(COMPILE_LIMIT_MS, () => new SchemaValidator(schema, options));
  }

  /**
   * Judges a value. The value itself is never changed.
   *
   * @throws SchemaOverrun when the schema does not come to a verdict
   */
  validate(given: JsonObject): SchemaVerdict {
    const enough = Math.min(WORTH_MEASURING, HARMLESS_STEPS / this.weight);
    if (jsonSize(given, enough) <= enough) return this.judge(given);
    try {
      return this.judgeInTime(given);
    } catch (thrown) {
      throw overrunOf(thrown) ?? thrown;
    }
  }

  private judgeInTime(given: JsonObject): SchemaVerdict {
    const judge = (): SchemaVerdict => this.judgeGrowing(given);
    try {
      return withinTime(JUDGE_LIMIT_MS, judge);
    } catch (thrown) {
      if (!(thrown instanceof TimeOverrun)) throw thrown;
      // Not before: it takes long to find out how large a large value is.
      const limit = Math.min(LARGE_LIMIT_MS, Math.ceil(jsonSize(given) / SIZE_A_MS));
      if (limit <= JUDGE_LIMIT_MS) throw thrown;
      return withinTime(limit, judge);
    }
  }

  private judgeGrowing(given: JsonObject): SchemaVerdict {
    const verdict = this.judge(given);
    const tooLarge = (value: JsonObject): boolean => jsonSize(value, MAX_FILLED_SIZE) > MAX_FILLED_SIZE;
    if (this.options.applyDefaults && tooLarge(verdict.value) && !tooLarge(given)) {
      throw new SchemaOverrun('fills in more defaults than can be kept');
    }
    return verdict;
  }

  private judge(given: JsonObject): SchemaVerdict {
    const value = this.options.applyDefaults ? structuredClone(given) : given;
    const errors = this.check(value) ? [] : (this.check.errors ?? []).slice(0, 20).map(describeError);
    return { value, errors };
  }
}

function overrunOf(thrown: unknown): SchemaOverrun | null {
  if (thrown instanceof TimeOverrun) return new SchemaOverrun(thrown.message);
  return thrown instanceof RangeError ? new SchemaOverrun('refers to itself too often') : null;
}
