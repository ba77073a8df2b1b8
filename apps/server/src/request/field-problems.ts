import type { ErrorPointer } from '@gatehouse/contracts';
import { GatehouseError } from '@gatehouse/errors';

/** The most problems that a message names, and that are pointed at. */
const MOST_NAMED = 5;
const MOST_POINTED_AT = 20;
/** Of a name longer than any of ours, its beginning is told back. */
const LONGEST_NAME = 100;

/** The refusal of a request whose fields are wrong, with a pointer to each. */
export function requestInvalid(errors: readonly ErrorPointer[]): GatehouseError {
  const problem = errors
    .slice(0, MOST_NAMED)
    .map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`))
    .join('; ');
  return new GatehouseError('BODY_INVALID', { problem }, { errors: errors.slice(0, MOST_POINTED_AT) });
}

/** Notes every field that there is not. */
export function refuseUnknown(given: object, known: readonly string[], problems: ErrorPointer[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    problems.push({
      pointer: pointerTo(name),
      message: `there is no field ${JSON.stringify(shorten(name))}`,
    });
  }
}

/** RFC 6901; of a name longer than any of ours, its beginning. */
export function pointerTo(name: string): string {
  return `/${shorten(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A name as it may be told back. */
export function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).toWellFormed()}…` : name.toWellFormed();
}

/** A field that was sent, and none that every object has. */
export function own(given: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(given, name)?.value;
}

/** Whether something is an object with fields. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
