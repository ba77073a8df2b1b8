import type { HostMeasures } from './host-measures.js';
import { NO_CAPABILITIES, userFlags, type ProcessUser } from './privileges.js';

/** What a launch is held to. */
export interface LaunchRequest extends ProcessUser {
  /** Absolute path of the Node binary. */
  readonly node: string;
  /** Absolute path of the main program. */
  readonly program: string;
  readonly readPaths: readonly string[];
  readonly writePaths: readonly string[];
  readonly addons: boolean;
  readonly network: boolean;
  readonly memoryMb: number;
  /** `RLIMIT_DATA` in bytes; null where it is not known what an idle process needs. */
  readonly dataBytes: number | null;
}

/** A command to spawn. */
export interface LaunchCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** Descriptors that a process may have. */
export const MAX_OPEN_FILES = 256;

/**
 * Decides the command line of a hardened process. Each wrapper ends in `exec` of the next,
 * so that the process spawned is the process that runs, and one signal to its group ends it.
 */
export function launchCommand(request: LaunchRequest, measures: HostMeasures): LaunchCommand {
  const command: readonly string[] = [
    ...isolateNetwork(request, measures),
    ...limitResources(request, measures),
    ...dropPrivileges(request, measures),
    request.node,
    ...nodeFlags(request),
    request.program,
  ];
  const [file = request.node, ...args] = command;
  return { file, args };
}

function isolateNetwork({ network }: LaunchRequest, { networkIsolation }: HostMeasures): readonly string[] {
  if (network || networkIsolation === null) return [];
  return ['unshare', networkIsolation === 'namespace' ? '-n' : '-Urn', '--'];
}

// Before the user changes: afterwards it may be refused.
function limitResources({ dataBytes }: LaunchRequest, { resourceLimits }: HostMeasures): readonly string[] {
  if (!resourceLimits) return [];
  const data = dataBytes === null ? [] : [`--data=${dataBytes}`];
  return ['prlimit', ...data, `--nofile=${MAX_OPEN_FILES}`, '--core=0', '--'];
}

// The parent-death signal is cleared by a change of user, so it stands in the same call, which sets it last.
function dropPrivileges(request: LaunchRequest, measures: HostMeasures): readonly string[] {
  const user = privilegeFlags(request, measures);
  const signal = measures.parentDeathSignal ? ['--pdeathsig', 'KILL'] : [];
  if (user.length + signal.length === 0) return [];
  return ['setpriv', ...user, ...signal, '--no-new-privs', '--'];
}

function privilegeFlags(
  { uid, readAsOwner, network }: LaunchRequest,
  { ownUser, networkIsolation, capabilities }: HostMeasures,
): readonly string[] {
  if (ownUser && uid !== null) return userFlags(uid, readAsOwner);
  // In a user namespace of its own a process is root, with every right over that namespace, until they are dropped.
  const rootOfItsOwn = !network && networkIsolation === 'user-namespace';
  return rootOfItsOwn || capabilities === 'dropped' ? NO_CAPABILITIES : [];
}

function nodeFlags(request: LaunchRequest): readonly string[] {
  return [
    '--permission',
    ...request.readPaths.map((path) => `--allow-fs-read=${path}`),
    ...request.writePaths.map((path) => `--allow-fs-write=${path}`),
    ...(request.addons ? ['--allow-addons', '--disable-warning=PERM0001'] : []),
    `--max-old-space-size=${request.memoryMb}`,
    '--disable-sigusr1',
    // SQLite opens files by itself: `ATTACH` asks the permission model nothing.
    '--no-experimental-sqlite',
    '--enable-source-maps',
  ];
}
