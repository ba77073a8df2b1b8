import { parseArgs } from 'node:util';
import { isRole, ROLES, type Role } from '@gatehouse/auth';

/** What `npm run keys` is asked to do. */
export type KeysCommand =
  | {
      readonly action: 'create';
      readonly role: Role;
      readonly name: string;
      readonly expiresAt: Date | null;
      readonly json: boolean;
    }
  | { readonly action: 'list'; readonly json: boolean }
  | { readonly action: 'revoke'; readonly id: string; readonly json: boolean };

const USAGE = `Usage:
  npm run keys -- create --role ${ROLES.join('|')} [--name NAME] [--expires 30d] [--json]
  npm run keys -- list [--json]
  npm run keys -- revoke ID [--json]`;

const MAX_NAME_LENGTH = 100;
const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** What was typed cannot be done; the message says why and what can. */
export class KeysUsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\n\n${USAGE}`);
    this.name = 'KeysUsageError';
  }
}

/**
 * Reads a command line.
 *
 * @param words after `npm run keys --`
 * @throws KeysUsageError
 */
export function readKeysCommand(words: readonly string[], now: Date): KeysCommand {
  const { values, positionals } = parse(words);
  const { json = false, role, name, expires } = values;
  const [action, id, ...more] = positionals;
  if (action !== 'create' && (role ?? name ?? expires) !== undefined) {
    throw new KeysUsageError('--role, --name and --expires are for create.');
  }
  switch (action) {
    case 'create':
      if (id !== undefined) throw new KeysUsageError(`create takes no "${id}"; a name is told by --name.`);
      return {
        action,
        role: readRole(role),
        name: readName(name ?? ''),
        expiresAt: readExpiry(expires, now),
        json,
      };
    case 'list':
      if (id !== undefined) throw new KeysUsageError(`list takes no "${id}".`);
      return { action, json };
    case 'revoke':
      if (id === undefined || more.length > 0) throw new KeysUsageError('revoke takes the ID of one key.');
      return { action, id: readId(id), json };
    default:
      throw new KeysUsageError(
        action === undefined ? 'What is to be done?' : `There is no command "${action}".`,
      );
  }
}

function parse(words: readonly string[]): ReturnType<typeof parseWords> {
  try {
    return parseWords(words);
  } catch (thrown) {
    throw new KeysUsageError(Error.isError(thrown) ? thrown.message : String(thrown));
  }
}

// The types of the answer come of the table of options.
function parseWords(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      name: { type: 'string' },
      expires: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
}

function readRole(role: string | undefined): Role {
  if (isRole(role)) return role;
  const may = `It may be ${ROLES.join(', ')}; each holds those before it.`;
  throw new KeysUsageError(role === undefined ? `--role is needed. ${may}` : `--role is "${role}". ${may}`);
}

/** Names go into tables and logs. */
function readName(name: string): string {
  if (name.length <= MAX_NAME_LENGTH && !/\p{C}/u.test(name)) return name;
  throw new KeysUsageError(`--name may have ${MAX_NAME_LENGTH} characters, all of them visible.`);
}

function readExpiry(expires: string | undefined, now: Date): Date | null {
  if (expires === undefined) return null;
  const [, count, unit = ''] = /^([1-9]\d{0,4})([mhdwy])$/.exec(expires) ?? [];
  const unitMs = UNIT_MS[unit];
  if (count === undefined || unitMs === undefined) {
    throw new KeysUsageError(`--expires is "${expires}". It may be a number of m, h, d, w or y, as 30d.`);
  }
  return new Date(now.getTime() + Number(count) * unitMs);
}

/** Who has only the key itself at hand may give that: its id stands in it. */
function readId(text: string): string {
  return /^gh_([0-9a-f]{10})_/.exec(text)?.[1] ?? text;
}
