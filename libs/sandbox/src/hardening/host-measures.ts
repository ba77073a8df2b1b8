import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NO_CAPABILITIES, userFlags, type CapabilityFate } from './privileges.js';
import { usersHere } from './sandbox-user.js';

const run = promisify(execFile);

/** How a process is cut off from the network. */
export type NetworkIsolation = 'namespace' | 'user-namespace';

/** What this machine lets a host do to its processes. What is false or null is missing, and said so. */
export interface HostMeasures {
  /** The process dies with its host, even on `kill -9` (`setpriv --pdeathsig`). */
  readonly parentDeathSignal: boolean;
  /** Limits on memory, open files and core dumps (`prlimit`). */
  readonly resourceLimits: boolean;
  readonly networkIsolation: NetworkIsolation | null;
  /** Each sandbox has a user id of its own (the host runs as root). */
  readonly ownUser: boolean;
  /** A user of its own can be given the right to read files that only their owner can. */
  readonly readAsOwner: boolean;
  readonly capabilities: CapabilityFate;
  /** Resident memory is watched (`/proc`). */
  readonly memoryWatch: boolean;
}

let measures: Promise<HostMeasures> | null = null;

/** Finds out, once per process and by trying, what this machine offers. */
export function hostMeasures(): Promise<HostMeasures> {
  measures ??= probe();
  return measures;
}

/** One sentence for each measure that is missing here; none where all are there. */
export function missingMeasures(found: HostMeasures): string[] {
  const sentences: readonly (readonly [boolean, string])[] = [
    [
      found.parentDeathSignal,
      'Sandboxed processes may outlive a killed server: setpriv (util-linux) is not usable.',
    ],
    [
      found.resourceLimits,
      'Native memory, files and cores are not limited: prlimit (util-linux) is not usable.',
    ],
    [
      found.networkIsolation !== null,
      'Sandboxed processes keep the network: namespaces (unshare) are not usable.',
    ],
    [
      found.ownUser,
      "Sandboxed processes run under the server's own user: only root can give them one of their own.",
    ],
    [
      found.readAsOwner || !found.ownUser,
      "Plugins whose files other users cannot read run under the server's own user: the right to read them " +
        '(CAP_DAC_READ_SEARCH) cannot be handed on here. Make their folders readable by others.',
    ],
    [
      found.capabilities !== 'kept' || (found.ownUser && found.readAsOwner),
      "Processes under the server's own user keep its capabilities: setpriv cannot drop them here.",
    ],
    [found.memoryWatch, 'Resident memory is not watched: there is no /proc here.'],
  ];
  return sentences.filter(([present]) => !present).map(([, sentence]) => sentence);
}

// Each is tried in the very form it is used in: a flag that is refused would otherwise fail every start.
async function probe(): Promise<HostMeasures> {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  const asRoot = (...command: Command): Promise<boolean> | boolean => root && works(...command);
  const { first } = usersHere();
  const setpriv = (flags: readonly string[]): Command => ['setpriv', ...flags, '--no-new-privs', '--'];
  const [parentDeathSignal, resourceLimits, namespace, userNamespace, ownUser, readAsOwner, dropped] =
    await Promise.all([
      works('setpriv', '--pdeathsig', 'KILL', '--'),
      works('prlimit', '--core=0', '--nofile=256', '--'),
      asRoot('unshare', '-n', '--'),
      works('unshare', '-Urn', '--', ...setpriv(NO_CAPABILITIES)),
      asRoot(...setpriv(userFlags(first, false))),
      asRoot(...setpriv(userFlags(first, true))),
      asRoot(...setpriv(NO_CAPABILITIES)),
    ]);
  return {
    parentDeathSignal,
    resourceLimits,
    networkIsolation: namespace ? 'namespace' : userNamespace ? 'user-namespace' : null,
    ownUser,
    readAsOwner: ownUser && readAsOwner,
    capabilities: dropped ? 'dropped' : root ? 'kept' : 'none',
    memoryWatch: process.platform === 'linux',
  };
}

type Command = readonly [string, ...string[]];

async function works(...[file, ...args]: Command): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return run(file, [...args, 'true'], { env: {}, timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}
