import { fails, type FaultFamily } from './plugin-fault.js';

/** Whatever can be thrown, and whatever an output can be that is no answer. */
export const THROWN: FaultFamily = {
  section: 'thrown',
  faults: fails(['PLUGIN_THREW'], {
    'throws an Error': `throw new Error('kaboom')`,
    'throws null': `throw null`,
    'throws undefined': `throw undefined`,
    'throws a Symbol': `throw Symbol('sign')`,
    'throws a BigInt': `throw 10n`,
    'throws a Proxy': `throw new Proxy({}, { get() { throw 1; }, has() { throw 2; }, getPrototypeOf() { throw 3; } })`,
    'throws a revoked Proxy': `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy`,
    'throws a function': `throw () => {}`,
    'throws an object without a prototype': `throw Object.create(null)`,
    'throws an Error whose message throws': `throw Object.defineProperty(new Error(), 'message', { get() { throw 1; } })`,
    'throws an Error whose stack throws': `throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } })`,
    'throws an Error whose message is no text': `throw Object.assign(new Error(), { message: { toString() { throw 1; } } })`,
    'throws an Error that is its own cause': `const e = new Error('x'); e.cause = e; throw e`,
    'throws a huge message': `throw new Error('m'.repeat(50_000_000))`,
    'throws a path': `throw new Error('no model at ' + import.meta.filename)`,
    'throws control characters': `throw new Error('a\\u0000b\\u001b[31mc\\r\\nSet-Cookie: d=e\\ud800')`,
    'throws what looks like an error of the server': `
      throw Object.assign(new Error('forged'), { name: 'SandboxFailure', kind: 'queue_full', code: 'QUEUE_FULL' })`,
    rejects: `return Promise.reject(new Error('rejected'))`,
    'answers a thenable that throws': `return { then() { throw new Error('then') } }`,
    'overflows the stack': `const dive = () => dive() + 1; return dive()`,
    'overflows the stack while its answer is read': `const dive = () => dive() + 1; return { get a() { return dive(); } }`,
    'overflows a string': `let text = 'x'; for (;;) text += text`,
    'asks for a terabyte at once': `return { a: new ArrayBuffer(2 ** 40).byteLength }`,
    'compiles rubbish as WebAssembly': `return { a: await WebAssembly.compile(image) }`,
    'traps in WebAssembly': `return { a: wasm([0x00, 0x0b])() }`,
    'recurses without end in WebAssembly': `return { a: wasm([0x10, 0x00, 0x0b])() }`,
    'answers with a getter that throws': `return { get a() { throw new Error('bomb'); } }`,
    'answers with a toJSON that throws': `return { a: { toJSON() { throw new Error('bomb'); } } }`,
    'answers with a Proxy that throws': `return new Proxy({}, { ownKeys() { throw new Error('bomb'); } })`,
    'answers with a revoked Proxy inside': `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return { a: proxy }`,
  }),
};
