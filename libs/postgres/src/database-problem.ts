import { ConfigError } from '@gatehouse/config';

/** What to do about an error, by its code: of the system's calls, or PostgreSQL's own (SQLSTATE). */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Start the database there, or correct the host and port.',
  ENOTFOUND: 'Correct the host, or see to it that its name is known here.',
  EAI_AGAIN: 'Correct the host, or see to it that its name is known here.',
  ETIMEDOUT: 'See to it that the database can be reached from here.',
  '28P01': 'Correct the user and the password.',
  '28000': 'Correct the user, or let it connect from here (pg_hba.conf).',
  '3D000': 'Create that database, or name one that exists.',
  '42501': 'Let this user create tables there, or name another.',
  '53300': 'The database has no connection left: raise its max_connections, or start fewer servers.',
  '57P03': 'Start again when the database is ready.',
};

/** What to tell the operator when the database of DATABASE_URL cannot be used at the start. */
export function databaseProblem(url: string, thrown: unknown): ConfigError {
  const cause = rootCause(thrown);
  const advice = ADVICE[codeOf(cause)] ?? 'See to it that the database can be reached and used.';
  return new ConfigError([
    `DATABASE_URL is "${withoutSecrets(url)}"; the database cannot be used (${sentenceOf(cause)}). ${advice}`,
  ]);
}

/** A connection string without password and parameters. */
export function withoutSecrets(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

// A host of several addresses fails with one error for each, in an outer one that says nothing; so does a migration.
function rootCause(thrown: unknown): unknown {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return thrown.errors[0];
  return Error.isError(thrown) && Error.isError(thrown.cause) ? thrown.cause : thrown;
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}

function sentenceOf(thrown: unknown): string {
  return Error.isError(thrown) ? thrown.message : String(thrown);
}
