import { answers, fails, type FaultFamily } from './plugin-fault.js';

/** Processes that end, or try to, during a call and after it. */
export const ENDINGS: FaultFamily = {
  section: 'endings',
  faults: [
    ...fails(['PLUGIN_CRASHED'], {
      'exits with 0': `process.exit(0)`,
      'exits with 1': `process.exit(1)`,
      'really exits': `process.reallyExit(0)`,
      aborts: `process.abort()`,
      'exits while its answer is read': `return { get a() { process.exit(0); } }`,
      'stops V8 itself': `
        (await import('node:v8')).setFlagsFromString('--allow-natives-syntax');
        return { ok: new Function('%SystemBreak()')() }`,
      'throws beside its run': `setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {})`,
      'throws beside its run where nobody listens': `
        process.removeAllListeners('uncaughtException');
        setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {})`,
      'throws beside its run and says that it is nothing': `
        process.prependListener('uncaughtException', () => {});
        setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {})`,
      'throws beside its run as it answers': `queueMicrotask(() => { throw new Error('beside'); }); return { ok: true }`,
      'rejects beside its run': `void Promise.reject(new Error('beside')); return new Promise(() => {})`,
      'emits an error nobody hears': `setTimeout(() => new EventEmitter().emit('error', new Error('unheard')), 1); return new Promise(() => {})`,
      'emits an uncaught exception of its own': `process.emit('uncaughtException', new Error('own')); return new Promise(() => {})`,
      'destroys every handle it finds': `
        for (const handle of process._getActiveHandles()) handle.destroy?.(); return new Promise(() => {})`,
    }),
    // Whether the loop sees that its descriptors are gone, or waits for ever, is the chance of the moment.
    ...fails(
      ['PLUGIN_TIMED_OUT', 'PLUGIN_CRASHED'],
      {
        'closes its channel': `fs.closeSync(3); return new Promise(() => {})`,
        'closes its channel and answers': `fs.closeSync(3); return { ok: true }`,
        'closes every descriptor': `
          for (let fd = 0; fd < 256; fd++) try { fs.closeSync(fd); } catch {}
          return new Promise(() => {})`,
        'swallows its errors': `
          process.setUncaughtExceptionCaptureCallback(() => {});
          setTimeout(() => { throw new Error('beside'); }, 1); return new Promise(() => {})`,
      },
      { limits: 'clocked' },
    ),
    ...answers(
      { ok: true },
      {
        'throws after its answer': `setTimeout(() => { throw new Error('late'); }, 5); return { ok: true }`,
        'throws a turn after its answer': `setImmediate(() => { throw new Error('late'); }); return { ok: true }`,
        'rejects after its answer': `setTimeout(() => Promise.reject(new Error('late')), 5); return { ok: true }`,
        'emits an error after its answer': `setTimeout(() => new EventEmitter().emit('error', new Error('late')), 5); return { ok: true }`,
        'exits after its answer': `setTimeout(() => process.exit(0), 5); return { ok: true }`,
        'aborts after its answer': `setTimeout(() => process.abort(), 5); return { ok: true }`,
        'fills its heap after its answer': `
          setTimeout(() => { const kept = []; for (;;) kept.push(new Array(100_000).fill(1)); }, 5);
          return { ok: true }`,
        'closes its standard descriptors': `for (const fd of [0, 1, 2]) fs.closeSync(fd); return { ok: true }`,
        'closes its channel after its answer': `setTimeout(() => fs.closeSync(3), 5); return { ok: true }`,
      },
    ),
    ...answers(
      { ok: true },
      {
        'loops after its answer': `setTimeout(() => { for (;;); }, 5); return { ok: true }`,
        'loops a turn after its answer': `setImmediate(() => { for (;;); }); return { ok: true }`,
        'exits in place of being told to end': `process.exit = () => { for (;;); }; return { ok: true }`,
      },
    ),
  ],
};
