import type { HostMeasures } from '@gatehouse/sandbox';
import { missingMeasures } from '@gatehouse/sandbox';
import { launchCommand, type LaunchRequest } from '../../../libs/sandbox/src/hardening/launch-command.js';

const REQUEST: LaunchRequest = {
  node: '/bin/node',
  program: '/app/program.js',
  readPaths: ['/app', '/models'],
  writePaths: ['/cache'],
  addons: false,
  network: false,
  memoryMb: 64,
  dataBytes: 1_000_000,
  uid: 47_001,
  readAsOwner: false,
};
const ALL: HostMeasures = {
  parentDeathSignal: true,
  resourceLimits: true,
  networkIsolation: 'namespace',
  ownUser: true,
  readAsOwner: true,
  capabilities: 'dropped',
  memoryWatch: true,
};
const NONE: HostMeasures = {
  parentDeathSignal: false,
  resourceLimits: false,
  networkIsolation: null,
  ownUser: false,
  readAsOwner: false,
  capabilities: 'kept',
  memoryWatch: false,
};

const NODE = [
  '/bin/node --permission --allow-fs-read=/app --allow-fs-read=/models --allow-fs-write=/cache',
  '--max-old-space-size=64 --disable-sigusr1 --no-experimental-sqlite --enable-source-maps /app/program.js',
].join(' ');
const NETWORK = 'unshare -n --';
const LIMITS = 'prlimit --data=1000000 --nofile=256 --core=0 --';
const USER = '--reuid=47001 --regid=47001 --clear-groups --inh-caps=-all --bounding-set=-all';

function line(request: Partial<LaunchRequest> = {}, measures: Partial<HostMeasures> = {}): string {
  const { file, args } = launchCommand({ ...REQUEST, ...request }, { ...ALL, ...measures });
  return [file, ...args].join(' ');
}

const everyCombination: HostMeasures[] = [true, false].flatMap((parentDeathSignal) =>
  [true, false].flatMap((resourceLimits) =>
    [true, false].flatMap((ownUser) =>
      (['namespace', 'user-namespace', null] as const).map((networkIsolation) => ({
        parentDeathSignal,
        resourceLimits,
        ownUser,
        readAsOwner: ownUser,
        networkIsolation,
        capabilities: 'none',
        memoryWatch: true,
      })),
    ),
  ),
);

describe('launchCommand', () => {
  it('puts all measures around the program, limits before the user, the death signal with the user', () => {
    expect(line()).toBe(`${NETWORK} ${LIMITS} setpriv ${USER} --pdeathsig KILL --no-new-privs -- ${NODE}`);
  });

  it('runs the bare program where there is nothing', () => {
    expect(line({}, NONE)).toBe(NODE);
  });

  it.each(everyCombination)('uses what there is and nothing else: %j', (measures) => {
    const { parentDeathSignal, resourceLimits, ownUser, networkIsolation } = measures;
    const namespaceRoot = !ownUser && networkIsolation === 'user-namespace';
    const setpriv = [
      ...(ownUser ? [USER] : []),
      ...(namespaceRoot ? ['--inh-caps=-all --bounding-set=-all'] : []),
      ...(parentDeathSignal ? ['--pdeathsig KILL'] : []),
      ...(ownUser || namespaceRoot || parentDeathSignal ? ['--no-new-privs --'] : []),
    ];
    const expected = [
      ...(networkIsolation === 'namespace' ? [NETWORK] : []),
      ...(networkIsolation === 'user-namespace' ? ['unshare -Urn --'] : []),
      ...(resourceLimits ? [LIMITS] : []),
      ...(setpriv.length > 0 ? ['setpriv', ...setpriv] : []),
      NODE,
    ];
    expect(line({}, measures)).toBe(expected.join(' '));
  });

  it('leaves the network to those it was given', () => {
    expect(line({ network: true })).toBe(
      `${LIMITS} setpriv ${USER} --pdeathsig KILL --no-new-privs -- ${NODE}`,
    );
  });

  it('sets no limit on data where nobody knows what an idle process needs', () => {
    expect(line({ dataBytes: null })).toContain('prlimit --nofile=256 --core=0 --');
  });

  it('keeps the user of the host where none was chosen, without its capabilities', () => {
    const flags = 'setpriv --inh-caps=-all --bounding-set=-all --pdeathsig KILL --no-new-privs --';
    expect(line({ uid: null })).toContain(flags);
    expect(line({ uid: null }, { capabilities: 'none' })).toContain('setpriv --pdeathsig KILL');
    expect(line({ uid: null }, { capabilities: 'kept' })).toContain('setpriv --pdeathsig KILL');
  });

  it('leaves the one capability to read to a user who could not read otherwise', () => {
    const flags = line({ readAsOwner: true });
    expect(flags).toContain('--inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search');
    expect(flags).toContain('--securebits=+no_setuid_fixup');
    expect(line()).not.toContain('+dac_read_search');
  });

  it('lets those load native code it was granted to', () => {
    expect(line({ addons: true })).toContain('--allow-addons');
    expect(line()).not.toContain('--allow-addons');
  });
});

describe('missingMeasures', () => {
  it('says nothing where all is there, and one sentence for each thing that is not', () => {
    expect(missingMeasures(ALL)).toEqual([]);
    expect(missingMeasures(NONE)).toHaveLength(6);
    expect(missingMeasures({ ...ALL, networkIsolation: null })).toEqual([
      'Sandboxed processes keep the network: namespaces (unshare) are not usable.',
    ]);
  });

  it('speaks of files that others cannot read where only the right to read them is missing', () => {
    expect(missingMeasures({ ...ALL, readAsOwner: false })).toEqual([
      "Plugins whose files other users cannot read run under the server's own user: the right to read them " +
        '(CAP_DAC_READ_SEARCH) cannot be handed on here. Make their folders readable by others.',
    ]);
    expect(missingMeasures({ ...ALL, readAsOwner: false, capabilities: 'kept' })).toHaveLength(2);
    expect(missingMeasures({ ...ALL, capabilities: 'kept' })).toEqual([]);
  });
});
