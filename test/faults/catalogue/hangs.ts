import { fails, type FaultFamily } from './plugin-fault.js';

/** What ends only by the time limit. */
export const HANGS: FaultFamily = {
  section: 'hangs',
  faults: fails(
    ['PLUGIN_TIMED_OUT'],
    {
      loops: `for (;;);`,
      'loops and listens to every signal': `
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => {});
        for (;;);`,
      'loops in microtasks': `const spin = () => void Promise.resolve().then(spin); spin(); return new Promise(() => {})`,
      'loops in ticks': `const spin = () => process.nextTick(spin); spin(); return new Promise(() => {})`,
      'loops in immediates': `const spin = () => setImmediate(spin); spin(); return new Promise(() => {})`,
      'loops in a regular expression': `return { ok: /^(a+)+$/.test('a'.repeat(50) + '!') }`,
      'loops in WebAssembly': `return { ok: wasm([0x03, 0x40, 0x0c, 0x00, 0x0b, 0x0b])() }`,
      'loops in native code': `
        const { pbkdf2Sync } = await import('node:crypto');
        return { ok: pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512').length }`,
      'never settles': `return new Promise(() => {})`,
      'ignores that it is cancelled': `context.signal.addEventListener('abort', () => {}); return new Promise(() => {})`,
      'answers a thenable that never settles': `return { then() {} }`,
      'answers a thenable that settles to itself': `const again = { then(settle) { settle(again); } }; return again`,
      'makes every object a thenable that never settles': `Object.prototype.then = () => {}; return { ok: true }`,
      'waits on an atom': `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return { ok: true }`,
      'answers with a getter that loops': `return { get a() { for (;;); } }`,
      'answers with a toJSON that loops': `return { a: { toJSON() { for (;;); } } }`,
      'throws a Proxy that loops when it is looked at': `throw new Proxy({}, { get() { for (;;); }, has() { for (;;); } })`,
      'loops where a stack is written down': `Error.prepareStackTrace = () => { for (;;); }; throw new Error('x')`,
      'drops what is written to streams': `
        const { Duplex } = await import('node:stream');
        Duplex.prototype.write = () => true; return { ok: true }`,
    },
    { limits: 'clocked' },
  ),
};
