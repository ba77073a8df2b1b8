import { fails, type FaultFamily } from './plugin-fault.js';

/** Memory and descriptors, taken until there are none. */
export const EXHAUSTION: FaultFamily = {
  section: 'exhaustion',
  faults: [
    ...fails(['PLUGIN_OUT_OF_MEMORY'], {
      'fills its heap': `const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length))`,
      'fills its heap with texts': `const kept = []; for (;;) kept.push(Buffer.alloc(100_000, 'x').toString() + kept.length)`,
      'fills its heap with promises': `const kept = []; for (;;) kept.push(new Promise(() => {}))`,
      'fills its heap while its answer is read': `const kept = []; return { get a() { for (;;) kept.push(new Array(100_000).fill(1)); } }`,
    }),
    // Either the allocation fails, or the watch over its memory is faster.
    ...fails(['PLUGIN_THREW', 'PLUGIN_OUT_OF_MEMORY'], {
      'fills memory with Buffers': `const kept = []; for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1))`,
      'fills memory with ArrayBuffers': `const kept = []; for (;;) kept.push(new Uint8Array(8 * 1024 * 1024).fill(1))`,
      'fills memory with shared memory': `const kept = []; for (;;) kept.push(new Uint8Array(new SharedArrayBuffer(8 * 1024 * 1024)).fill(1))`,
      'fills memory with WebAssembly': `
        const memory = new WebAssembly.Memory({ initial: 1 });
        for (let pages = 1; ; pages += 128) { memory.grow(128); new Uint8Array(memory.buffer).fill(1, pages * 65536); }`,
      'fills memory with a Map': `const kept = new Map(); for (let n = 0; ; n++) kept.set(n, n)`,
    }),
    ...fails(
      ['PLUGIN_THREW'],
      {
        'opens files without end': `for (;;) fs.openSync(import.meta.filename)`,
        'opens sockets without end': `
          const net = await import('node:net');
          for (;;) await new Promise((open, fail) => net.createServer().on('error', fail).listen(0, '127.0.0.1', open))`,
      },
      { needs: 'resourceLimits' },
    ),
  ],
};
