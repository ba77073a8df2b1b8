import type { SandboxSpec } from '../sandbox-spec.js';
import type { HostMeasures } from './host-measures.js';
import { MAX_OPEN_FILES } from './launch-command.js';
import type { ProcessUser } from './privileges.js';

/** What the processes of one sandbox are held to, for people to read. What is missing says so. */
export interface SandboxMeasures {
  /** It and whatever it starts are ended by one signal. */
  readonly ownProcessGroup: true;
  readonly emptyEnvironment: true;
  /** Node's: files, child processes, threads, native code. */
  readonly permissionModel: true;
  readonly nativeAddons: 'none' | 'allowed by grant';
  readonly network: 'none' | 'kept by grant' | 'kept: not available here';
  readonly user:
    'its own' | "the server's: not available here" | "the server's: others cannot read its files";
  readonly capabilities: 'none' | 'one, to read files' | 'kept: not available here';
  /** Dies with the server, even on `kill -9`. */
  readonly parentDeathSignal: boolean;
  readonly heapLimitMb: number;
  /** Native memory beyond what an idle process has; null where it is not limited. */
  readonly memoryLimitMb: number | null;
  /** Resident memory is looked at while a call runs. */
  readonly memoryWatch: boolean;
  /** Null where it is not limited. */
  readonly openFilesLimit: number | null;
  readonly coreDumpsOff: boolean;
}

/** Says what the processes of a spec are held to on this host. */
export function measuresOf(
  { memoryMb, addons, network }: Pick<SandboxSpec, 'memoryMb' | 'addons' | 'network'>,
  host: HostMeasures,
  user: ProcessUser,
): SandboxMeasures {
  const { resourceLimits } = host;
  return {
    ownProcessGroup: true,
    emptyEnvironment: true,
    permissionModel: true,
    nativeAddons: addons ? 'allowed by grant' : 'none',
    network: network ? 'kept by grant' : host.networkIsolation === null ? 'kept: not available here' : 'none',
    user: userOf(user, host),
    capabilities: capabilitiesOf(network, user, host),
    parentDeathSignal: host.parentDeathSignal,
    heapLimitMb: memoryMb,
    memoryLimitMb: resourceLimits ? memoryMb : null,
    memoryWatch: host.memoryWatch,
    openFilesLimit: resourceLimits ? MAX_OPEN_FILES : null,
    coreDumpsOff: resourceLimits,
  };
}

function userOf({ uid }: ProcessUser, { ownUser }: HostMeasures): SandboxMeasures['user'] {
  if (uid !== null) return 'its own';
  return ownUser ? "the server's: others cannot read its files" : "the server's: not available here";
}

function capabilitiesOf(
  network: boolean,
  { uid, readAsOwner }: ProcessUser,
  { capabilities, networkIsolation }: HostMeasures,
): SandboxMeasures['capabilities'] {
  if (uid !== null) return readAsOwner ? 'one, to read files' : 'none';
  // In a user namespace of its own it is without any right over what is outside, whatever the host has.
  const inNamespaceOfItsOwn = !network && networkIsolation === 'user-namespace';
  return capabilities === 'kept' && !inNamespaceOfItsOwn ? 'kept: not available here' : 'none';
}
