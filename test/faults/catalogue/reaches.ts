import { answers, fails, type FaultFamily } from './plugin-fault.js';

const UNREACHED = { reached: false };

const reached = (attempt: string): string =>
  `return { reached: await (${attempt}).then(() => true, () => false) }`;

/** What a plugin may want of the machine: files, processes, threads, the network, other processes. */
export const REACHES: FaultFamily = {
  section: 'reaches',
  faults: [
    ...fails(['PLUGIN_THREW'], {
      'reads a file of the machine': `return { text: fs.readFileSync('/etc/passwd', 'utf8') }`,
      'reads a file by a way around': `return { text: fs.readFileSync(import.meta.dirname + '/../../../etc/passwd', 'utf8') }`,
      'reads a file by a handle': `return { text: await (await fs.promises.open('/etc/passwd')).readFile('utf8') }`,
      'reads a file as a blob': `return { text: await (await fs.openAsBlob('/etc/passwd')).text() }`,
      'reads a file as a module': `return { text: await import('file:///etc/passwd') }`,
      'reads the plugin beside it': `return { text: fs.readFileSync(import.meta.dirname + '/../good/index.js', 'utf8') }`,
      'reads the folder of all plugins': `return { names: fs.readdirSync(import.meta.dirname + '/..') }`,
      'reads the environment of its process': `return { text: fs.readFileSync('/proc/self/environ', 'utf8') }`,
      'reads the environment of the server': `return { text: fs.readFileSync('/proc/' + process.ppid + '/environ', 'utf8') }`,
      'reads the memory of the server': `return { bytes: fs.readSync(fs.openSync('/proc/' + process.ppid + '/mem'), image) }`,
      'lists the descriptors of the server': `return { names: fs.readdirSync('/proc/' + process.ppid + '/fd') }`,
      'lists a folder of the machine': `return { names: fs.readdirSync('/') }`,
      'looks whether a file is there': `return { there: fs.statSync('/etc/passwd').size }`,
      'watches a folder of the machine': `fs.watch('/etc'); return { ok: true }`,
      'writes a file': `fs.writeFileSync('/tmp/gatehouse-was-here', ''); return { ok: true }`,
      'writes into its own folder': `fs.writeFileSync(new URL('./plugin.json', import.meta.url), '{}'); return { ok: true }`,
      'changes the rights of its own folder': `fs.chmodSync(import.meta.dirname, 0o777); return { ok: true }`,
      'removes its own folder': `fs.rmSync(import.meta.dirname, { recursive: true }); return { ok: true }`,
      'makes a temporary folder': `return { path: fs.mkdtempSync('/tmp/gatehouse-was-here-') }`,
      'makes a link to elsewhere': `fs.symlinkSync('/etc', import.meta.dirname + '/link'); return { ok: true }`,
      'makes a hard link to elsewhere': `fs.linkSync('/etc/passwd', import.meta.dirname + '/link'); return { ok: true }`,
      'writes its heap to a file': `return { path: (await import('node:v8')).writeHeapSnapshot('/tmp/gatehouse-was-here') }`,
      'writes a report to a file': `return { path: process.report.writeReport('/tmp/gatehouse-was-here') }`,
      'makes its end less likely': `fs.writeFileSync('/proc/self/oom_score_adj', '-1000'); return { ok: true }`,
      'starts a process': `return { pid: childProcess.spawn('sleep', ['60']).pid }`,
      'starts a shell': `return { text: childProcess.execSync('id').toString() }`,
      'runs a file': `return { text: childProcess.execFileSync('/bin/true').toString() }`,
      'forks itself': `return { pid: childProcess.fork(import.meta.filename).pid }`,
      'starts a cluster': `return { pid: (await import('node:cluster')).default.fork().process.pid }`,
      'starts a thread': `new Worker('for (;;);', { eval: true }); return { ok: true }`,
      'starts a thread without permissions': `new Worker('for (;;);', { eval: true, execArgv: [], env: {} }); return { ok: true }`,
      'loads native code': `process.dlopen({ exports: {} }, '/nowhere.node'); return { ok: true }`,
      'requires native code': `(await import('node:module')).createRequire(import.meta.url)('./nowhere.node'); return { ok: true }`,
      'reaches into Node': `return { keys: Object.keys(process.binding('fs')) }`,
      'reaches deeper into Node': `return { keys: Object.keys(await import('node:internal/bootstrap/realm')) }`,
      'opens a database': `const { DatabaseSync } = await import('node:sqlite'); new DatabaseSync('/tmp/gatehouse-was-here'); return { ok: true }`,
      'uses WASI': `const { WASI } = await import('node:wasi'); new WASI({ version: 'preview1', preopens: { '/': '/' } }); return { ok: true }`,
      'opens its inspector': `(await import('node:inspector')).open(0, '127.0.0.1'); return { ok: true }`,
      'connects to its own inspector': `new (await import('node:inspector')).Session().connect(); return { ok: true }`,
      'kills its parent': `process.kill(process.ppid, 'SIGKILL'); return { ok: true }`,
      'kills its parent by the back door': `process._kill(process.ppid, 9); return { ok: true }`,
      'kills its group': `process.kill(0, 'SIGKILL'); return { ok: true }`,
      'kills all it can': `process.kill(-1, 'SIGKILL'); return { ok: true }`,
      'kills itself': `process.kill(process.pid, 'SIGKILL'); return { ok: true }`,
      'debugs its parent': `process._debugProcess(process.ppid); return { ok: true }`,
      'slows its parent down': `os.setPriority(process.ppid, 19); return { ok: true }`,
      'hurries itself up': `os.setPriority(0, -20); return { ok: true }`,
      'becomes root': `process.setuid(process.getuid() + 1); return { ok: true }`,
      'joins other groups': `process.setgroups([0]); return { ok: true }`,
      'speaks to a socket in a folder': `(await import('node:net')).connect('/run/docker.sock'); return { ok: true }`,
      'listens on a socket in a folder': `(await import('node:net')).createServer().listen('/tmp/gatehouse-was-here'); return { ok: true }`,
    }),
    ...answers({ env: [] }, { 'looks at the environment': `return { env: Object.keys(process.env) }` }),
    ...answers({ folder: '/' }, { 'looks where it runs': `return { folder: process.cwd() }` }),
    ...answers(
      UNREACHED,
      {
        'calls the server': reached(`fetch('http://127.0.0.1:' + options.port + '/v1/health/live')`),
        'calls the server by its name': reached(
          `fetch('http://localhost:' + options.port + '/v1/health/live')`,
        ),
        'connects to the server': reached(`new Promise((open, fail) =>
          import('node:net').then((net) => net.connect(options.port, '127.0.0.1', open).on('error', fail)))`),
        'asks for a name': reached(`import('node:dns').then((dns) => dns.promises.resolve4('example.com'))`),
        'sends a datagram': reached(`new Promise((sent, fail) => import('node:dgram').then((dgram) =>
          dgram.createSocket('udp4').send('x', 9, '192.0.2.1', (problem) => (problem ? fail(problem) : sent()))))`),
      },
      { needs: 'networkIsolation' },
    ),
  ],
};
