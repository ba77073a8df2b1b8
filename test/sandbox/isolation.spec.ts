import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createServer, type AddressInfo } from 'node:net';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostMeasures } from '@gatehouse/sandbox';
import { openPool } from './support/told-program.js';
import { temporaryFolder } from './support/temporary-folder.js';

const OWNER = fileURLToPath(new URL('../fixtures/programs/owner.mjs', import.meta.url));

const measures = await hostMeasures();

/** What an attempt ends with, as text: `did: …`, or the code of the error. */
const attempt = (code: string): string => `
  const attempt = async () => { ${code} };
  return attempt().then((value) => 'did: ' + value, (problem) => problem.code ?? problem.message);
`;

const DENIED = 'ERR_ACCESS_DENIED';

describe('a process in a sandbox', () => {
  it('has an empty environment, and the root as its working folder', async () => {
    const { tell } = openPool();
    await expect(tell('return [process.env, process.cwd()]')).resolves.toEqual([{}, '/']);
  });

  it('reads what it may and nothing else', async () => {
    const folder = temporaryFolder();
    const [open, neighbour] = [join(folder, 'data'), join(folder, 'data-of-others')];
    for (const path of [open, neighbour]) {
      mkdirSync(path);
      writeFileSync(join(path, 'file'), 'text');
    }
    const { tell } = openPool({ readPaths: [open] });
    const read = (path: string): Promise<unknown> =>
      tell(attempt(`return (await import('node:fs')).readFileSync(given, 'utf8')`), {
        header: { given: path },
      });
    await expect(read(join(open, 'file'))).resolves.toBe('did: text');
    await expect(read(join(neighbour, 'file'))).resolves.toBe(DENIED);
    await expect(read(join(open, '../data-of-others/file'))).resolves.toBe(DENIED);
    await expect(read('/etc/passwd')).resolves.toBe(DENIED);
    await expect(read('/proc/self/environ')).resolves.toBe(DENIED);
    await expect(read(import.meta.filename)).resolves.toBe(DENIED);
  });

  it('writes where it may and nowhere else', async () => {
    const folder = temporaryFolder();
    const open = join(folder, 'cache');
    mkdirSync(open);
    chmodSync(folder, 0o755);
    chmodSync(open, 0o777);
    const { tell } = openPool({ readPaths: [open], writePaths: [open] });
    const write = (path: string): Promise<unknown> =>
      tell(attempt(`(await import('node:fs')).writeFileSync(given, 'x'); return 'wrote'`), {
        header: { given: path },
      });
    await expect(write(join(open, 'file'))).resolves.toBe('did: wrote');
    await expect(write(join(folder, 'file'))).resolves.toBe(DENIED);
  });

  it.each([
    ['start a process', "(await import('node:child_process')).execFileSync('true')"],
    [
      'start a shell',
      "(await import('node:child_process')).spawnSync('true', { shell: true }).error && (() => { throw 1 })()",
    ],
    ['fork', "(await import('node:child_process')).fork('/x.js')"],
    ['start a thread', "new (await import('node:worker_threads')).Worker('1', { eval: true, execArgv: [] })"],
    ['load native code', "process.dlopen({ exports: {} }, '/x.node')"],
    ['open a debugger', "(await import('node:inspector')).open(0)"],
    ['use WASI', "new (await import('node:wasi')).WASI({ version: 'preview1' })"],
    ['reach into Node', "process.binding('fs')"],
  ])('cannot %s', async (_what, code) => {
    const { tell } = openPool();
    await expect(tell(attempt(code))).resolves.toMatch(/^ERR_(ACCESS_DENIED|DLOPEN_DISABLED)/);
  });

  it('has no database, which would open files by itself', async () => {
    const { tell } = openPool();
    await expect(tell(attempt("await import('node:sqlite')"))).resolves.toBe('ERR_UNKNOWN_BUILTIN_MODULE');
  });

  it.each([
    ['connect(path)', "net.connect('/run/some.sock')"],
    ['connect({ path })', "net.connect({ path: '/run/some.sock' })"],
    ['new Socket().connect', "new net.Socket().connect('/run/some.sock')"],
    ['a request over a path', "(await import('node:http')).get({ socketPath: '/run/some.sock', path: '/' })"],
    ['listen(path)', "net.createServer().listen('/tmp/some.sock')"],
    ['listen({ path })', "net.createServer().listen({ path: '/tmp/some.sock' })"],
  ])('reaches no socket in a folder by %s', async (_way, code) => {
    for (const network of [false, true]) {
      const { tell } = openPool({ network });
      const told = tell(attempt(`const net = (await import('node:net')).default; ${code}; return 'did'`));
      await expect(told).resolves.toBe('Sockets with a path are not allowed in a sandbox.');
    }
  });

  it('has no capabilities', async () => {
    const { tell } = openPool();
    const pid = Number(await tell('return process.pid'));
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const readAsOwner = Number(/^CapEff:\t(\w+)$/m.exec(status)?.[1] === '0000000000000004');
    expect(status).toMatch(new RegExp(`^CapEff:\\t0{15}${readAsOwner * 4}$`, 'm'));
  });

  it('may load native code where it was granted', async () => {
    const { tell } = openPool({ addons: true });
    await expect(tell(attempt("process.dlopen({ exports: {} }, '/x.node')"))).resolves.not.toBe(DENIED);
  });

  it.each(['kill', '_kill', '_debugProcess', '_debugEnd'])('has no process.%s by any way', async (name) => {
    const { tell } = openPool();
    const ways = `
      const named = await import('node:process');
      const { createRequire } = await import('node:module');
      return [process, named, named.default, process.getBuiltinModule('process'), createRequire('file:///x.js')('process')]
        .map((way) => typeof way[given]);
    `;
    const none = Array.from({ length: 5 }, () => 'undefined');
    await expect(tell(ways, { header: { given: name } })).resolves.toEqual(none);
  });

  it('cannot change the priority of other processes', async () => {
    const { tell } = openPool();
    const code = `
      const { setPriority, default: os } = await import('node:os');
      for (const way of [setPriority, os.setPriority, process.getBuiltinModule('os').setPriority]) {
        try { way(${process.pid}, 19); return 'did' } catch (problem) { if (!problem.message.includes('sandbox')) throw problem }
      }
      return 'refused';
    `;
    await expect(tell(code)).resolves.toBe('refused');
  });

  it('has no network unless it was given', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const connect = attempt(`
      const { connect } = await import('node:net');
      await new Promise((resolve, reject) => connect(given, '127.0.0.1', resolve).on('error', reject));
      return 'connected';
    `);
    const call = { header: { given: port } };
    const [without, granted] = [openPool(), openPool({ network: true })];
    if (measures.networkIsolation !== null) {
      await expect(without.tell(connect, call)).resolves.toMatch(/^E(NETUNREACH|CONNREFUSED)$/);
    }
    await expect(granted.tell(connect, call)).resolves.toBe('did: connected');
    await new Promise((resolve) => server.close(resolve));
  });

  it('runs as a user of its own where the host is root, also beside another server', async () => {
    const specs = [
      { name: 'one' },
      { name: 'other' },
      { name: 'one', owner: '/another/server' },
      { name: 'one' },
    ];
    const pools = specs.map((spec) => openPool(spec));
    const uids = await Promise.all(
      pools.map(({ tell }) => tell('return [process.getuid(), process.getgid()]')),
    );
    const expected = measures.ownUser ? 4 : 1;
    expect(new Set([...uids.flat(), process.getuid?.()]).size).toBe(expected);
    expect(uids[3]).toEqual(uids[0]);
  });

  it("runs as the server's user, without its rights, where its files are private and the right to read them is refused", async () => {
    if (!measures.readAsOwner) return;
    const withoutIt = ['--bounding-set=-dac_read_search', '--inh-caps=-dac_read_search', '--'];
    const command = [...withoutIt, process.execPath, OWNER, temporaryFolder(), 'tellUser'];
    const { stdout } = await promisify(execFile)('setpriv', command);
    expect(JSON.parse(stdout)).toEqual({
      uid: 0,
      user: "the server's: others cannot read its files",
      capabilities: 'none',
      missing: [expect.stringContaining('CAP_DAC_READ_SEARCH')],
    });
  });

  it('cannot gain rights', async () => {
    const { tell } = openPool();
    if (!measures.ownUser) return;
    await expect(tell('process.setuid(0)')).rejects.toMatchObject({ kind: 'threw' });
    await expect(tell('process.setgid(0)')).rejects.toMatchObject({ kind: 'threw' });
  });

  it('opens no more files than it may', async () => {
    if (!measures.resourceLimits) return;
    const { tell } = openPool();
    const code = attempt(`
      const { openSync } = await import('node:fs');
      const program = process.argv[1];
      for (let count = 0; count < 1000; count++) openSync(program);
    `);
    await expect(tell(code)).resolves.toBe('EMFILE');
  });

  it('prints to the log of its call, and to none of the descriptors of the host', async () => {
    const lines: string[] = [];
    const { tell } = openPool();
    await tell(
      "console.log('a', { b: 1 }); console.warn('w'); console.error('e'); console.debug('d'); process.stdout.write('x')",
      {
        onLog: (level, message) => lines.push(`${level} ${message}`),
      },
    );
    expect(lines).toEqual(['info a { b: 1 }', 'warn w', 'error e', 'debug d']);
  });
});
