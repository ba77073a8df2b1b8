import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostMeasures } from '@gatehouse/sandbox';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { processesOf } from '../sandbox/support/processes-of.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { identityOf, networkOf } from './support/process-identity.js';
import { childrenOf } from './support/server-resources.js';
import { attemptsAgainst, LIST, READ, SPY, WRITE } from './support/spy-plugin.js';

/** An ordinary user that owns nothing else here. */
const ORDINARY_UID = 48_123;
const DAC_READ_SEARCH = 1n << 2n;

interface Situation {
  readonly title: string;
  /** Whether other users can read the folder of the plugins. */
  readonly open: boolean;
  /** Whether the server runs as root. */
  readonly root: boolean;
}

const measures = await hostMeasures();
const isRoot = process.getuid?.() === 0;
const png = await sample('png', 16, 16);

const SITUATIONS: readonly Situation[] = [
  { title: 'as root', open: true, root: true },
  { title: 'as root, plugins in a folder that others cannot read', open: false, root: true },
  { title: 'as an ordinary user', open: true, root: false },
  { title: 'as an ordinary user, plugins in a folder that others cannot read', open: false, root: false },
];

/** Why a situation cannot be shown here; null where it can. */
function hindrance({ root }: Situation): string | null {
  if (root) return measures.ownUser ? null : 'the tests do not run as root, or setpriv is missing';
  if (!isRoot) return null; // the tests' own user is an ordinary one
  if (!measures.ownUser) return 'setpriv is missing';
  return canRead(ORDINARY_UID, new URL('../../package.json', import.meta.url).pathname)
    ? null
    : 'this checkout lies in a folder that other users cannot read';
}

function canRead(uid: number, path: string): boolean {
  try {
    execFileSync('setpriv', [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--', 'cat', path]);
    return true;
  } catch {
    return false;
  }
}

describe.each(SITUATIONS)('a plugin of a server that runs $title', (situation) => {
  const because = hindrance(situation);
  if (because !== null) {
    it.skip(`reaches neither the server nor another plugin (not shown: ${because})`, () => undefined);
    return;
  }

  let server: ServerProcess;
  let client: AnalysisClient;
  let folder: string;
  let dataDir: string;
  let port: number;

  beforeAll(async () => {
    folder = pluginFolder({ spy: SPY, other: SPY });
    dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-identity-'));
    writeFileSync(join(dataDir, 'api-keys.json'), '{"version":1,"keys":[]}', { mode: 0o600 });
    if (!situation.open) chmodSync(folder, 0o700);
    const becomes = !situation.root && isRoot;
    if (becomes) giveTo(ORDINARY_UID, [folder, dataDir, join(dataDir, 'api-keys.json')]);
    const wrapper = [`--reuid=${ORDINARY_UID}`, `--regid=${ORDINARY_UID}`, '--clear-groups', '--'];
    server = await spawnServer(
      { PLUGIN_PATHS: folder, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
      '/',
      becomes ? ['setpriv', ...wrapper] : [],
    );
    const url = await server.ready();
    port = Number(new URL(url).port);
    client = new AnalysisClient(url);
    await client.started(['spy', 'other']);
  });

  afterAll(async () => {
    await server.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const serverPid = (): number => server.process.pid ?? 0;
  const pidOf = (plugin: string): number => processesOf(join(folder, plugin))[0] ?? 0;

  /** What the plugin reached; null where it was refused. */
  async function reached(code: string, target: string | number): Promise<string | null> {
    const { json } = await client.analyze('spy', png, { code, target });
    const { result } = json as { result: { did?: string; refused?: string } }; // see the plugin
    if (result.did === undefined) expect(result.refused).toEqual(expect.any(String));
    return result.did ?? null;
  }

  async function offendersAgainst(pid: number): Promise<string[]> {
    const offenders: string[] = [];
    for (const [what, [code, target]] of Object.entries(attemptsAgainst(pid))) {
      const did = await reached(code, target);
      if (did !== null) offenders.push(`${what}: ${did}`);
    }
    return offenders;
  }

  it('works, and is seen by the test', async () => {
    expect(await reached('return process.pid', 0)).toBe(String(pidOf('spy')));
    expect(await reached(READ, join(folder, 'spy/index.js'))).toBe(String(SPY.code.length));
    const uid = situation.root ? 0 : isRoot ? ORDINARY_UID : process.getuid?.();
    expect(identityOf(serverPid()).uid).toBe(uid);
  });

  it('does nothing to the process of the server', async () => {
    expect(await offendersAgainst(serverPid())).toEqual([]);
    expect((await client.get('/v1/health/live')).status).toBe(200);
  });

  it('does nothing to the process of another plugin', async () => {
    const other = pidOf('other');
    expect(await offendersAgainst(other)).toEqual([]);
    expect(pidOf('other')).toBe(other);
  });

  it('reads no file of the server and none of another plugin', async () => {
    const paths = [
      ...['jobs.sqlite', 'jobs.sqlite-wal', 'gatehouse.lock', 'api-keys.json'].map((file) =>
        join(dataDir, file),
      ),
      join(folder, 'other/index.js'),
      join(folder, 'other/plugin.json'),
      server.process.spawnargs.at(-1) ?? '',
    ];
    for (const path of paths) expect(readFileSync(path).length).toBeGreaterThanOrEqual(0); // they are there
    const offenders: string[] = [];
    for (const path of paths) if ((await reached(READ, path)) !== null) offenders.push(path);
    if ((await reached(LIST, dataDir)) !== null) offenders.push(dataDir);
    if ((await reached(WRITE, join(dataDir, 'jobs.sqlite'))) !== null) offenders.push('jobs.sqlite, writing');
    expect(offenders).toEqual([]);
  });

  const withoutNetwork = measures.networkIsolation === null ? it.skip : it;
  withoutNetwork('connects neither to the server nor to an inspector', async () => {
    const connect = `return new Promise((open, fail) =>
      net.connect(target, '127.0.0.1', () => open('connected')).on('error', fail))`;
    expect(await reached(connect, port)).toBeNull();
    server.process.kill('SIGUSR1'); // what would open it, were the server not deaf to it
    expect(await reached(connect, 9229)).toBeNull();
    expect(server.output.stderr).toBe('');
    const network = networkOf(serverPid());
    expect(network).toMatch(/^net:/);
    // One that is just being started has it still, and is nobody's yet.
    await until(() => !childrenOf(serverPid()).some((pid) => networkOf(pid) === network));
  });

  it('has no more rights than its process needs, and each process is a session of its own', async () => {
    await until(() => pidOf('spy') !== 0); // replaced after the test before
    await reached('return 0', 0);
    const plugins = ['spy', 'other'].map(pidOf);
    const needed = situation.root && !situation.open ? DAC_READ_SEARCH : 0n;
    for (const pid of plugins) {
      const { capabilities, noNewPrivileges, session, limits } = identityOf(pid);
      // Root may also have to read the checkout for them, where that is private.
      if (situation.root && situation.open) expect(capabilities & ~DAC_READ_SEARCH).toBe(0n);
      else expect(capabilities).toBe(needed);
      expect(session).toBe(pid);
      if (measures.parentDeathSignal) expect(noNewPrivileges).toBe(true);
      if (measures.resourceLimits) expect(limits).toMatch(/Max open files\s+256\s/);
      if (measures.resourceLimits) expect(limits).toMatch(/Max core file size\s+0\s/);
    }
  });

  const withOwnUsers = situation.root ? it : it.skip;
  withOwnUsers(
    `cannot be harmed even by native code of another${situation.root ? '' : ' (not shown: only root can give each a user of its own)'}`,
    () => {
      const uids = [serverPid(), pidOf('spy'), pidOf('other')].map((pid) => identityOf(pid).uid);
      expect(new Set(uids).size).toBe(3);
      const uid = uids[1] ?? 0;
      const targets = { server: serverPid(), other: pidOf('other') };
      // The same user without the permission model, as an addon would be.
      const attempts = `
        const [server, other] = process.argv.slice(1).map(Number);
        const tried = {};
        const attempt = (what, deed) => { try { deed(); tried[what] = true; } catch { tried[what] = false; } };
        for (const [name, pid] of Object.entries({ server, other })) {
          attempt(name + ' signal', () => process.kill(pid, 0));
          attempt(name + ' priority', () => require('node:os').setPriority(pid, 19));
          attempt(name + ' memory', () => require('node:fs').readFileSync('/proc/' + pid + '/mem'));
          attempt(name + ' environment', () => require('node:fs').readFileSync('/proc/' + pid + '/environ'));
        }
        attempt('store', () => require('node:fs').readFileSync(${JSON.stringify(join(dataDir, 'jobs.sqlite'))}));
        console.log(JSON.stringify(Object.keys(tried).filter((what) => tried[what])));`;
      const drop = [
        `--reuid=${uid}`,
        `--regid=${uid}`,
        '--clear-groups',
        '--inh-caps=-all',
        '--no-new-privs',
      ];
      const told = execFileSync(
        'setpriv',
        [...drop, '--', process.execPath, '-e', attempts, String(targets.server), String(targets.other)],
        { env: {}, cwd: '/' },
      );
      expect(JSON.parse(told.toString())).toEqual([]);
    },
  );
});

function giveTo(uid: number, paths: readonly string[]): void {
  for (const path of paths) chownSync(path, uid, uid);
}
