const FIRST_UID = 47_000;

const uids = new Map<string, number>();

/**
 * A user id for a sandbox, the same for all processes of that name and different for all others:
 * processes of one user may signal each other.
 */
export function sandboxUser(name: string): number {
  const known = uids.get(name);
  if (known !== undefined) return known;
  const uid = FIRST_UID + uids.size;
  uids.set(name, uid);
  return uid;
}
