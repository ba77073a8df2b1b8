import { answers, fails, type FaultFamily } from './plugin-fault.js';

/** What a plugin does to the process it shares with the program that serves it. */
export const TAMPERING: FaultFamily = {
  section: 'tampering',
  faults: [
    ...answers(
      { ok: true },
      {
        'pollutes Object.prototype': `Object.prototype.polluted = { a: 1 }; return { ok: true }`,
        'freezes what all objects have': `Object.freeze(Object.prototype); return { ok: true }`,
        'freezes every intrinsic': `
          for (const name of Object.getOwnPropertyNames(globalThis)) {
            const value = globalThis[name];
            if (typeof value !== 'function') continue;
            Object.freeze(value); Object.freeze(value.prototype);
          }
          return { ok: true }`,
        'seals the global object': `Object.preventExtensions(globalThis); return { ok: true }`,
        'replaces what the host may use': `
          JSON.stringify = () => '{"ok":"forged"}'; JSON.parse = () => ({ ok: 'forged' });
          Object.keys = () => ['forged']; Array.isArray = () => true; Buffer.byteLength = () => 0;
          Number.isFinite = () => true; String.prototype.replaceAll = () => 'forged';
          return { ok: true }`,
        'replaces promises': `Promise.prototype.then = () => { throw new Error('then'); }; return { ok: true }`,
        'replaces the clocks': `Date.now = performance.now = process.hrtime = () => NaN; return { ok: true }`,
        'says that it uses no memory': `process.memoryUsage = () => ({ rss: -1 }); process.memoryUsage.rss = () => -1; return { ok: true }`,
        'stops events': `EventEmitter.prototype.emit = () => false; return { ok: true }`,
        'rewrites what the modules of Node give': `
          fs.readFileSync = () => 'forged';
          (await import('node:module')).syncBuiltinESMExports();
          return { ok: true }`,
        'gives a class another parent': `Object.setPrototypeOf(Set.prototype, Array.prototype); return { ok: true }`,
        'listens to its process': `for (const event of ['exit', 'beforeExit', 'warning']) process.on(event, () => {}); return { ok: true }`,
        'hears every error of its process': `process.setUncaughtExceptionCaptureCallback(() => {}); return { ok: true }`,
        'changes its exit code': `process.exitCode = 7; return { ok: true }`,
        'changes its title': `process.title = 'node apps/server/dist/main.js'; return { ok: true }`,
        'changes its file mask': `process.umask(0); return { ok: true }`,
        'changes its environment': `process.env.NODE_OPTIONS = '--inspect'; process.env.kept = '1'; return { ok: true }`,
        'hooks how modules are loaded': `
          (await import('node:module')).registerHooks({ resolve() { throw new Error('hooked'); } });
          return { ok: true }`,
        'keeps a secret for its next call': `globalThis.kept = image; return { ok: true }`,
      },
    ),
    ...answers(
      { forged: true },
      {
        'has every object say itself how it is written': `
          Object.prototype.toJSON = () => ({ __proto__: null, forged: true }); return { ok: true }`,
      },
    ),
    // The program that serves it does not survive this: how that shows is the chance of the moment.
    ...fails(
      ['PLUGIN_TIMED_OUT', 'PLUGIN_CRASHED', 'PLUGIN_THREW'],
      {
        'lies in wait on Array.prototype': `
          Object.defineProperty(Array.prototype, '0', { set() { throw new Error('caught'); }, configurable: true });
          return { ok: true }`,
        'replaces the globals': `
          globalThis.Promise = globalThis.Error = globalThis.Buffer = globalThis.AbortController = undefined;
          globalThis.setTimeout = globalThis.setImmediate = globalThis.queueMicrotask = () => {};
          return { ok: true }`,
        'replaces iteration': `Array.prototype[Symbol.iterator] = () => { throw new Error('iterator'); }; return { ok: true }`,
        'replaces calling': `
          Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => { throw new Error('call'); };
          return { ok: true }`,
      },
      { limits: 'clocked' },
    ),
    ...fails(['OUTPUT_INVALID'], {
      'replaces how text becomes bytes': `TextEncoder.prototype.encode = () => new Uint8Array([123, 125]); return { ok: true }`,
    }),
  ],
};
