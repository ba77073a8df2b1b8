import { measuresOf, type HostMeasures, type SandboxMeasures } from '@gatehouse/sandbox';
import { decideUser, type ProcessUser } from '../../../libs/sandbox/src/hardening/privileges.js';

const SPEC = { memoryMb: 64, addons: false, network: false };
const ALL: HostMeasures = {
  parentDeathSignal: true,
  resourceLimits: true,
  networkIsolation: 'namespace',
  ownUser: true,
  readAsOwner: true,
  capabilities: 'dropped',
  memoryWatch: true,
};
const OWN: ProcessUser = { uid: 47_001, readAsOwner: false };
const SERVER: ProcessUser = { uid: null, readAsOwner: false };
const HELD: SandboxMeasures = {
  ownProcessGroup: true,
  emptyEnvironment: true,
  permissionModel: true,
  nativeAddons: 'none',
  network: 'none',
  user: 'its own',
  capabilities: 'none',
  parentDeathSignal: true,
  heapLimitMb: 64,
  memoryLimitMb: 64,
  memoryWatch: true,
  openFilesLimit: 256,
  coreDumpsOff: true,
};

describe('measuresOf', () => {
  it.each<
    [
      what: string,
      spec: Partial<typeof SPEC>,
      host: Partial<HostMeasures>,
      user: ProcessUser,
      held: Partial<SandboxMeasures>,
    ]
  >([
    ['all there is', {}, {}, OWN, {}],
    [
      'what was granted',
      { network: true, addons: true },
      {},
      OWN,
      { network: 'kept by grant', nativeAddons: 'allowed by grant' },
    ],
    [
      'a network that cannot be taken away',
      {},
      { networkIsolation: null },
      OWN,
      { network: 'kept: not available here' },
    ],
    [
      'a grant, also where it could not be taken away',
      { network: true },
      { networkIsolation: null },
      OWN,
      { network: 'kept by grant' },
    ],
    [
      'limits that cannot be set',
      {},
      { resourceLimits: false },
      OWN,
      { memoryLimitMb: null, openFilesLimit: null, coreDumpsOff: false },
    ],
    ['a host that may be outlived', {}, { parentDeathSignal: false }, OWN, { parentDeathSignal: false }],
    ['memory that nobody looks at', {}, { memoryWatch: false }, OWN, { memoryWatch: false }],
    ['private files', {}, {}, { ...OWN, readAsOwner: true }, { capabilities: 'one, to read files' }],
    [
      'private files it has no right to',
      {},
      { readAsOwner: false },
      SERVER,
      { user: "the server's: others cannot read its files" },
    ],
    [
      'an ordinary user',
      {},
      { ownUser: false, capabilities: 'none' },
      SERVER,
      { user: "the server's: not available here" },
    ],
    [
      'capabilities that cannot be dropped',
      {},
      { ownUser: false, capabilities: 'kept' },
      SERVER,
      { user: "the server's: not available here", capabilities: 'kept: not available here' },
    ],
    [
      'a user namespace of its own',
      {},
      { ownUser: false, capabilities: 'kept', networkIsolation: 'user-namespace' },
      SERVER,
      { user: "the server's: not available here" },
    ],
    [
      'no user namespace where the network was granted',
      { network: true },
      { ownUser: false, capabilities: 'kept', networkIsolation: 'user-namespace' },
      SERVER,
      {
        user: "the server's: not available here",
        capabilities: 'kept: not available here',
        network: 'kept by grant',
      },
    ],
  ])('says: %s', (_what, spec, host, user, held) => {
    expect(measuresOf({ ...SPEC, ...spec }, { ...ALL, ...host }, user)).toEqual({ ...HELD, ...held });
  });
});

describe('decideUser', () => {
  it.each<[isPrivate: boolean, ownUser: boolean, readAsOwner: boolean, user: ProcessUser]>([
    [false, true, true, OWN],
    [false, true, false, OWN],
    [true, true, true, { ...OWN, readAsOwner: true }],
    [true, true, false, SERVER],
    [false, false, false, SERVER],
    [true, false, false, SERVER],
  ])(
    'private files: %s, a user of its own: %s, the right to read: %s',
    (isPrivate, ownUser, readAsOwner, user) => {
      expect(decideUser(47_001, isPrivate, { ownUser, readAsOwner })).toEqual(user);
    },
  );
});
