import type { Finding } from './check.ts';
import { fail } from './check.ts';
import type { Attempt } from './subject.ts';

/** What to do about a failure that is no ordinary error. */
const REMEDIES: Readonly<Record<string, string>> = {
  PLUGIN_CRASHED:
    'Its process was lost: three such losses within five minutes take the plugin out of service for everybody. Find what ended it (an uncaught rejection, process.exit, native code) and throw an Error instead.',
  PLUGIN_TIMED_OUT:
    'Its process was stopped and lost: three such losses within five minutes take the plugin out of service for everybody. Bound the work: set input.max_side, look at context.deadline, or raise limits.timeout_ms.',
  PLUGIN_OUT_OF_MEMORY:
    'Its process was stopped and lost: three such losses within five minutes take the plugin out of service for everybody. Set input.max_side, keep less at once, or raise limits.memory_mb.',
  OUTPUT_INVALID:
    'A caller builds on output_schema, so the answer was refused. Mend the answer, or allow it in the schema (with a maximum where it has one).',
  OUTPUT_NOT_JSON:
    'NaN, Infinity and objects of classes are not JSON. Look for a division by the size of something empty, and answer null or throw an Error.',
  OUTPUT_TOO_LARGE: 'Answer less: set a maximum of items, by an option if need be.',
  PLUGIN_SCHEMA_TOO_COSTLY:
    'The server gives a schema a tenth of a second. Leave out what makes it branch (anyOf in anyOf, unevaluated…, patterns with many repeats).',
  PLUGIN_LOAD_FAILED: 'It could not be started again after it was lost.',
};

/** A run must end in an answer or an ordinary error (what `run` throws). Anything else is a finding. */
export function judgeSurvival({ what, failure }: Attempt): Finding[] {
  const remedy = failure === null ? undefined : REMEDIES[failure.code];
  if (failure === null || remedy === undefined) return [];
  return [fail(`${what} ends in ${failure.code}: ${failure.message} ${remedy}`)];
}
