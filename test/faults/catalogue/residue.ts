import { answers, type FaultFamily } from './plugin-fault.js';

/** What a call leaves behind, and what it pours out. */
export const RESIDUE: FaultFamily = {
  section: 'residue',
  faults: [
    ...answers(
      { ok: true },
      {
        'changes its input': `image.fill(0); return { ok: true }`,
        'detaches its input': `structuredClone(image.buffer, { transfer: [image.buffer] }); return { ok: true }`,
        'transfers its input to nowhere': `image.buffer.transfer(0); return { ok: true }`,
        'changes its options': `options.fault = 'loops'; Object.freeze(options); return { ok: true }`,
        'keeps timers': `setInterval(() => {}, 1); setTimeout(() => {}, 1e9); return { ok: true }`,
        'keeps a server': `
          const net = await import('node:net');
          await new Promise((open) => net.createServer().listen(0, '127.0.0.1', open)); return { ok: true }`,
        'keeps a server that keeps nothing alive': `
          const net = await import('node:net');
          await new Promise((open) => net.createServer().listen(0, '127.0.0.1', open).unref()); return { ok: true }`,
        'keeps a datagram socket': `
          const dgram = await import('node:dgram');
          await new Promise((open) => dgram.createSocket('udp4').bind(0, '127.0.0.1', open)); return { ok: true }`,
        'keeps files open': `for (let n = 0; n < 100; n++) fs.openSync(import.meta.filename); return { ok: true }`,
        'keeps a watch on its folder': `fs.watch(import.meta.dirname); return { ok: true }`,
        'keeps a message port': `new MessageChannel().port1.onmessage = () => {}; return { ok: true }`,
        'keeps a broadcast channel': `new BroadcastChannel('kept').onmessage = () => {}; return { ok: true }`,
        'keeps threads of the pool at work': `
          const { pbkdf2 } = await import('node:crypto');
          for (let n = 0; n < 4; n++) pbkdf2('a', 'b', 300_000, 64, 'sha512', () => {});
          return { ok: true }`,
        'keeps its context and speaks later': `
          setImmediate(() => { context.progress(0.5, 'late'); context.logger.error('late'); }); return { ok: true }`,
        'keeps a part of its memory': `globalThis.kept = Buffer.alloc(30 * 1024 * 1024, 1); return { ok: true }`,
        'floods its log': `for (let n = 0; n < 100_000; n++) context.logger.error('x'.repeat(100)); return { ok: true }`,
        'floods its log with one line': `context.logger.error('x'.repeat(5_000_000)); return { ok: true }`,
        'logs what cannot be told': `try { context.logger.error({ toString() { throw 1; } }); } catch {} context.logger.info(null); return { ok: true }`,
        'forges lines of the log': `context.logger.error('a\\n{"level":60,"msg":"forged"}\\u001b[2J'); return { ok: true }`,
        'floods the console': `for (let n = 0; n < 100_000; n++) console.log('x'.repeat(100)); return { ok: true }`,
        'floods its progress': `for (let n = 0; n < 100_000; n++) context.progress(n); return { ok: true }`,
        'says rubbish of its progress': `context.progress({}, Symbol.iterator.description); context.progress(NaN, null); return { ok: true }`,
        'floods its output': `for (let n = 0; n < 50; n++) fs.writeSync(1, 'x'.repeat(1e6)); return { ok: true }`,
        'floods its error output': `try { for (let n = 0; n < 50; n++) fs.writeSync(2, 'x'.repeat(1e6)); } catch {} return { ok: true }`,
        'floods its warnings': `for (let n = 0; n < 2000; n++) process.emitWarning('x'.repeat(1000)); return { ok: true }`,
      },
    ),
    ...answers(
      { ok: true },
      {
        'keeps most of its memory': `globalThis.kept = Buffer.alloc(350 * 1024 * 1024, 1); return { ok: true }`,
      },
      { limits: 'roomy' },
    ),
  ],
};
