import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** User ids that are given to sandboxes; each is a group id too. */
export interface UserRange {
  readonly first: number;
  readonly count: number;
}

/*
 * Ids are derived and not handed out: two servers on one machine, which know nothing of each other, then share one by
 * accident alone, and what a plugin wrote is still its own after a restart. The wide range lies where systemd's table
 * of user ids has nobody, and makes such an accident a matter of one in a hundred million. The narrow one is for
 * containers whose user namespace holds 65536 ids; there, one server to a container is safe.
 */
const WIDE: UserRange = Object.freeze({ first: 0x7000_0000, count: 2 ** 27 });
const NARROW: UserRange = Object.freeze({ first: 47_000, count: 13_000 });

const given = new Map<string, number>();
let accounts: ReadonlySet<number> | null = null;

/**
 * The user id for a sandbox: the same for all processes of that name and owner, and different for all others,
 * for processes of one user may signal each other.
 *
 * @param owner the server, by something that is its own and stays: its folder of data
 */
export function sandboxUser(owner: string, name: string, range: UserRange): number {
  const key = `${owner}\0${name}`;
  const known = given.get(key);
  if (known !== undefined) return known;
  accounts ??= accountIds(readText('/etc/passwd'), readText('/etc/group'));
  const uid = chooseUser(key, range, new Set([...accounts, ...given.values()]));
  given.set(key, uid);
  return uid;
}

/** Decides the id that belongs to a key: where the hash points to, or the next that is not taken. */
export function chooseUser(key: string, { first, count }: UserRange, taken: ReadonlySet<number>): number {
  const at = createHash('sha256').update(key).digest().readUIntBE(0, 6) % count;
  for (let step = 0; step < count; step++) {
    const uid = first + ((at + step) % count);
    if (!taken.has(uid)) return uid;
  }
  throw new Error(`All user ids from ${first} to ${first + count - 1} are taken.`);
}

/** The range whose every id there is in this user namespace; the narrow one where that cannot be found out. */
export function usersHere(): UserRange {
  return usableRange([readText('/proc/self/uid_map'), readText('/proc/self/gid_map')]);
}

/** @param maps user_namespaces(7): lines of "first id inside, first id outside, length" */
export function usableRange(maps: readonly string[]): UserRange {
  return maps.every((map) => covers(map, WIDE)) ? WIDE : NARROW;
}

/** The ids that /etc/passwd and /etc/group name: an id of a sandbox is never that of somebody's account. */
export function accountIds(...tables: readonly string[]): ReadonlySet<number> {
  const ids = tables.flatMap((table) =>
    table.split('\n').flatMap((line) => {
      const [, , user, group] = line.split(':');
      return [Number(user), Number(group)];
    }),
  );
  return new Set(ids.filter((id) => Number.isInteger(id)));
}

function covers(map: string, { first, count }: UserRange): boolean {
  return map.split('\n').some((line) => {
    const [inside = NaN, , length = NaN] = line.trim().split(/\s+/).map(Number);
    return inside <= first && first + count <= inside + length;
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
