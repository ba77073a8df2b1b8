import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

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
    [found.memoryWatch, 'Resident memory is not watched: there is no /proc here.'],
  ];
  return sentences.filter(([present]) => !present).map(([, sentence]) => sentence);
}

async function probe(): Promise<HostMeasures> {
  const linux = process.platform === 'linux';
  const root = linux && process.getuid?.() === 0;
  const works = async (...command: readonly [string, ...string[]]): Promise<boolean> => {
    if (!linux) return false;
    const [file, ...args] = command;
    return run(file, [...args, 'true'], { env: {}, timeout: 20_000 }).then(
      () => true,
      () => false,
    );
  };
  const [parentDeathSignal, resourceLimits, namespace, userNamespace, ownUser] = await Promise.all([
    works('setpriv', '--pdeathsig', 'KILL', '--'),
    works('prlimit', '--core=0', '--nofile=256', '--'),
    root ? works('unshare', '-n', '--') : false,
    works('unshare', '-Urn', '--'),
    root
      ? works('setpriv', '--reuid=47000', '--regid=47000', '--clear-groups', '--no-new-privs', '--')
      : false,
  ]);
  return {
    parentDeathSignal,
    resourceLimits,
    networkIsolation: namespace ? 'namespace' : userNamespace ? 'user-namespace' : null,
    ownUser,
    memoryWatch: linux,
  };
}
