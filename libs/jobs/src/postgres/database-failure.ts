import { GatehouseError } from '@gatehouse/errors';
import { WriteRefused } from '../database/write-refused.js';

/** Classes of SQLSTATE that say the statement itself is wrong: bad values, broken rules, what a trigger raised. */
const REFUSING_CLASSES: readonly string[] = ['22', '23', 'P0'];

/** What is said of a statement that failed: refused for good, or not possible now. */
export function databaseFailure(thrown: unknown): WriteRefused | GatehouseError {
  return isRefusal(thrown)
    ? new WriteRefused(Error.isError(thrown) ? thrown.message : String(thrown))
    : new GatehouseError('STORE_UNAVAILABLE', {}, { cause: thrown });
}

/** Whether the database refused a statement, and will again. */
function isRefusal(thrown: unknown): boolean {
  return REFUSING_CLASSES.includes(sqlState(thrown).slice(0, 2));
}

/** Whether the database answered at all: with an error of its own about the statement, and not of the connection. */
export function isAnswer(thrown: unknown): boolean {
  return sqlState(thrown) !== '' && !['08', '57', '53'].includes(sqlState(thrown).slice(0, 2));
}

function sqlState(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}
