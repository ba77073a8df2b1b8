/** The user a process runs under. */
export interface ProcessUser {
  /** The user id; null keeps that of the host. */
  readonly uid: number | null;
  /** Whether it may read files that only their owner can (a checkout below a private home). */
  readonly readAsOwner: boolean;
}

/** What becomes of the host's capabilities in a process that keeps its user: it has none, or they are or are not dropped. */
export type CapabilityFate = 'none' | 'dropped' | 'kept';

/** No capability, and none to be gained by starting another program. */
export const NO_CAPABILITIES = ['--inh-caps=-all', '--bounding-set=-all'] as const;

const READ_AS_OWNER = [
  '--inh-caps=-all,+dac_read_search',
  '--ambient-caps=-all,+dac_read_search',
  // access(2) asks for another user's rights without its capabilities, and `existsSync` would say no
  '--securebits=+no_setuid_fixup',
] as const;

/** The flags of `setpriv` that change the user. */
export function userFlags(uid: number, readAsOwner: boolean): readonly string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    ...(readAsOwner ? READ_AS_OWNER : NO_CAPABILITIES),
  ];
}

/** What a host may do about the user of its processes. */
export interface UserMeasures {
  readonly ownUser: boolean;
  readonly readAsOwner: boolean;
}

/**
 * Decides the user of a process: one of its own, if there may be and its files can be read then; else the host's.
 *
 * @param uid the one of its own
 * @param isPrivate whether some of what it must read is for its owner alone
 */
export function decideUser(
  uid: number,
  isPrivate: boolean,
  { ownUser, readAsOwner }: UserMeasures,
): ProcessUser {
  if (!ownUser || (isPrivate && !readAsOwner)) return { uid: null, readAsOwner: false };
  return { uid, readAsOwner: isPrivate };
}
