import type { ErrorCode } from '@gatehouse/errors';
import type { PluginSource } from '../../support/plugin-folder.js';

/** Milliseconds that a run of a plugin that hangs may take. */
export const FAULT_TIMEOUT_MS = 1000;

/** The same for what ends by itself: never met, also not on a machine under load. */
const AMPLE_TIMEOUT_MS = 20_000;

/** One thing that a plugin may do to the server, and what its caller is to be told. */
export interface PluginFault {
  readonly what: string;
  /** The body of a `run`; knows `image`, `options`, `context` and the modules imported by {@link faultyPlugin}. */
  readonly does: string;
  /** One of these is what the caller is told. Empty where it gets its answer: the harm was meant for others. */
  readonly codes: readonly ErrorCode[];
  /** What the plugin answers where it does. */
  readonly answers?: unknown;
}

type Table = Readonly<Record<string, string>>;

const fails = (codes: readonly ErrorCode[], table: Table): PluginFault[] =>
  Object.entries(table).map(([what, does]) => ({ what, does, codes }));

const answers = (answer: unknown, table: Table): PluginFault[] =>
  Object.entries(table).map(([what, does]) => ({ what, does, codes: [], answers: answer }));

/** What leaves its process as it was: all of them can live in one plugin. */
export const MILD_FAULTS: readonly PluginFault[] = [
  ...fails(['PLUGIN_THREW'], {
    'throws an Error': `throw new Error('kaboom')`,
    'throws null': `throw null`,
    'throws undefined': `throw undefined`,
    'throws a Symbol': `throw Symbol('sign')`,
    'throws a BigInt': `throw 10n`,
    'throws a Proxy': `throw new Proxy({}, { get() { throw 1; }, has() { throw 2; }, getPrototypeOf() { throw 3; } })`,
    'throws a function': `throw () => {}`,
    'throws an Error whose message throws': `throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } })`,
    'throws an Error whose stack throws': `throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } })`,
    'throws a huge message': `throw new Error('m'.repeat(50_000_000))`,
    'throws a path': `throw new Error('no model at ' + import.meta.filename)`,
    rejects: `return Promise.reject(new Error('rejected'))`,
    'overflows the stack': `const dive = () => dive() + 1; return dive()`,
    'overflows a string': `let text = 'x'; for (;;) text += text`,
    'answers with a getter that throws': `return { get a() { throw new Error('bomb'); } }`,
    'answers with a toJSON that throws': `return { a: { toJSON() { throw new Error('bomb'); } } }`,
    'answers with a Proxy that throws': `return new Proxy({}, { ownKeys() { throw new Error('bomb'); } })`,
    'reads a file of the machine': `return { text: fs.readFileSync('/etc/passwd', 'utf8') }`,
    'lists a folder of the machine': `return { names: fs.readdirSync('/') }`,
    'writes a file': `fs.writeFileSync('/tmp/gatehouse-was-here', ''); return { ok: true }`,
    'writes into its own folder': `fs.writeFileSync(new URL('./plugin.json', import.meta.url), '{}'); return { ok: true }`,
    'starts a process': `return { pid: childProcess.spawn('sleep', ['60']).pid }`,
    'forks itself': `return { pid: childProcess.fork(import.meta.filename).pid }`,
    'starts a thread': `new Worker('for (;;);', { eval: true }); return { ok: true }`,
    'kills its parent': `process.kill(process.ppid, 'SIGKILL'); return { ok: true }`,
    'kills its parent by the back door': `process._kill(process.ppid, 9); return { ok: true }`,
    'debugs its parent': `process._debugProcess(process.ppid); return { ok: true }`,
  }),
  ...fails(['OUTPUT_NOT_JSON'], {
    'answers undefined': `return undefined`,
    'answers null': `return null`,
    'answers a text': `return 'text'`,
    'answers a number': `return 7`,
    'answers a list': `return [1]`,
    'answers a function': `return () => ({})`,
    'answers a BigInt inside': `return { a: 1n }`,
    'answers a NaN inside': `return { a: NaN }`,
    'answers an infinity inside': `return { a: -Infinity }`,
    'answers a Symbol inside': `return { a: Symbol('a') }`,
    'answers a function inside': `return { a() {} }`,
    'answers a Map': `return new Map([['a', 1]])`,
    'answers a Set inside': `return { a: new Set([1]) }`,
    'answers bytes inside': `return { a: new Uint8Array(3) }`,
    'answers an instance of a class': `return new (class Answer { a = 1; })()`,
    'answers an Error': `return new Error('answered')`,
  }),
  ...fails(['OUTPUT_TOO_LARGE'], {
    'answers a cycle': `const a = {}; a.a = a; return a`,
    'answers an endless chain of getters': `const a = { get a() { return { __proto__: null, get a() { return a; } }; } }; return a`,
    'answers 20 MB': `return { a: 'x'.repeat(20 * 1024 * 1024) }`,
    'answers 200 levels': `let a = {}; for (let n = 0; n < 200; n++) a = { a }; return a`,
    'answers a million values': `return { a: Array.from({ length: 1_000_000 }, () => 1) }`,
    'answers a bomb of shared parts': `let a = { a: 1 }; for (let n = 0; n < 40; n++) a = { l: a, r: a }; return a`,
    'answers a list of a billion holes': `const a = []; a.length = 1_000_000_000; return { a }`,
  }),
  ...fails(['OUTPUT_INVALID'], {
    'answers nothing': `return {}`,
    'answers only what JSON drops': `return { a: undefined }`,
  }),
  ...answers(
    { ok: true },
    {
      'changes its input': `image.fill(0); return { ok: true }`,
      'detaches its input': `structuredClone(image.buffer, { transfer: [image.buffer] }); return { ok: true }`,
      'keeps timers': `setInterval(() => {}, 1); setTimeout(() => {}, 1e9); return { ok: true }`,
      'floods its log': `for (let n = 0; n < 100_000; n++) context.logger.error('x'.repeat(100)); return { ok: true }`,
      'floods the console': `for (let n = 0; n < 100_000; n++) console.log('x'.repeat(100)); return { ok: true }`,
      'floods its progress': `for (let n = 0; n < 100_000; n++) context.progress(n); return { ok: true }`,
      'floods its output': `for (let n = 0; n < 50; n++) fs.writeSync(1, 'x'.repeat(1e6)); return { ok: true }`,
      'says rubbish of its progress': `context.progress({}, Symbol.iterator.description); context.progress(NaN, null); return { ok: true }`,
    },
  ),
  ...answers({ env: [] }, { 'looks at the environment': `return { env: Object.keys(process.env) }` }),
  ...answers(
    { reached: false },
    {
      'calls the server': `
        const url = 'http://127.0.0.1:' + options.port + '/v1/health/live';
        return { reached: await fetch(url).then(() => true, () => false) }`,
    },
  ),
];

/** What ends its process or leaves it unfit: each of them needs a plugin of its own. */
export const GRAVE_FAULTS: readonly PluginFault[] = [
  ...fails(['PLUGIN_TIMED_OUT'], {
    loops: `for (;;);`,
    'loops in microtasks': `const spin = () => void Promise.resolve().then(spin); spin(); return new Promise(() => {})`,
    'loops in ticks': `const spin = () => process.nextTick(spin); spin(); return new Promise(() => {})`,
    'never settles': `return new Promise(() => {})`,
    'answers a thenable that never settles': `return { then() {} }`,
    'loops in a regular expression': `return { ok: /^(a+)+$/.test('a'.repeat(50) + '!') }`,
    'waits on an atom': `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return { ok: true }`,
    'answers with a getter that loops': `return { get a() { for (;;); } }`,
    'ignores that it is cancelled': `context.signal.addEventListener('abort', () => {}); return new Promise(() => {})`,
  }),
  ...fails(['PLUGIN_CRASHED'], {
    'exits with 0': `process.exit(0)`,
    'exits with 1': `process.exit(1)`,
    'really exits': `process.reallyExit(0)`,
    aborts: `process.abort()`,
    'writes rubbish to its channel': `fs.writeSync(3, 'rubbish'.repeat(100)); return new Promise(() => {})`,
    'announces a body of 4 GB': `fs.writeSync(3, Buffer.from([20, 0, 0, 0, 2, 255, 255, 255, 255, 123, 125])); return new Promise(() => {})`,
    'floods its channel': `
      const frame = Buffer.concat(new Array(5000).fill(Buffer.from([19, 0, 0, 0, 2, 0, 0, 0, 0, 123, 125])));
      for (;;) try { fs.writeSync(3, frame); } catch {}`,
    'throws beside its run': `setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {})`,
    'rejects beside its run': `void Promise.reject(new Error('beside')); return new Promise(() => {})`,
    'emits an error nobody hears': `setTimeout(() => new EventEmitter().emit('error', new Error('unheard')), 1); return new Promise(() => {})`,
  }),
  ...fails(['PLUGIN_OUT_OF_MEMORY'], {
    'fills its heap': `const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length))`,
  }),
  // Either the allocation fails, or the watch over its memory is faster.
  ...fails(['PLUGIN_THREW', 'PLUGIN_OUT_OF_MEMORY'], {
    'fills memory with Buffers': `const kept = []; for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1))`,
    'fills memory with ArrayBuffers': `const kept = []; for (;;) kept.push(new Uint8Array(8 * 1024 * 1024).fill(1))`,
  }),
  ...answers(
    { ok: true },
    {
      'throws after its answer': `setTimeout(() => { throw new Error('late'); }, 5); return { ok: true }`,
      'rejects after its answer': `setTimeout(() => Promise.reject(new Error('late')), 5); return { ok: true }`,
      'exits after its answer': `setTimeout(() => process.exit(0), 5); return { ok: true }`,
      'loops after its answer': `setTimeout(() => { for (;;); }, 5); return { ok: true }`,
      'pollutes Object.prototype': `Object.prototype.polluted = { a: 1 }; return { ok: true }`,
      'replaces what the host may use': `
        JSON.stringify = () => '{"ok":"forged"}'; JSON.parse = () => ({ ok: 'forged' });
        Object.keys = () => ['forged']; Array.isArray = () => true; Buffer.byteLength = () => 0;
        Number.isFinite = () => true; String.prototype.replaceAll = () => 'forged';
        return { ok: true }`,
      'floods its error output': `try { for (let n = 0; n < 50; n++) fs.writeSync(2, 'x'.repeat(1e6)); } catch {} return { ok: true }`,
    },
  ),
];

/** Whether a fault ends only by the time limit, be it that of the next call. */
const hangs = ({ what, codes }: PluginFault): boolean =>
  codes.includes('PLUGIN_TIMED_OUT') || what === 'loops after its answer';

/** A plugin that does what its option `fault` names, and answers `{ ok: true }` without it. */
export function faultyPlugin(faults: readonly PluginFault[]): PluginSource {
  const runs = faults.map(
    ({ what, does }) => `${JSON.stringify(what)}: async ({ image, options }, context) => { ${does} },`,
  );
  return {
    manifest: {
      options_schema: {
        type: 'object',
        properties: { fault: { type: 'string' }, port: { type: 'integer' } },
      },
      // One that hangs has memory to spare: a queue that grows in a loop must meet the clock first.
      limits: faults.some(hangs)
        ? { timeout_ms: FAULT_TIMEOUT_MS, memory_mb: 512 }
        : { timeout_ms: AMPLE_TIMEOUT_MS, memory_mb: 64 },
    },
    code: `
      import childProcess from 'node:child_process';
      import { EventEmitter } from 'node:events';
      import fs from 'node:fs';
      import { Worker } from 'node:worker_threads';
      const faults = { ${runs.join('\n')} };
      export default {
        run: (payload, context) => faults[payload.options.fault]?.(payload, context) ?? { ok: true },
      };
    `,
  };
}
