import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPool } from './support/told-program.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { until } from './support/until.js';
import { isAlive } from './support/processes-of.js';

const FRAMES = `
  const fs = await import('node:fs');
  const frame = (kind, header, body = '') => {
    const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
    const prefix = Buffer.alloc(9);
    prefix.writeUInt8(kind, 0);
    prefix.writeUInt32BE(text.length, 1);
    prefix.writeUInt32BE(body.length, 5);
    return Buffer.concat([prefix, text, Buffer.from(body)]);
  };
  const write = (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      try { at += fs.writeSync(3, bytes, at); } catch (problem) { if (problem.code !== 'EAGAIN') throw problem; }
    }
  };
  const never = new Promise(() => undefined);
`;

const THREW: readonly (readonly [what: string, code: string, message: string])[] = [
  ['an error', "throw new TypeError('kaboom')", 'kaboom'],
  ['a string', "throw 'kaboom'", 'kaboom'],
  ['null', 'throw null', 'something was thrown that has no message (null)'],
  ['undefined', 'throw undefined', 'something was thrown that has no message (undefined)'],
  ['a number', 'throw 7', 'something was thrown that has no message (7)'],
  ['a symbol', 'throw Symbol("x")', 'something was thrown that has no message (a symbol)'],
  ['an error without a message', 'throw new Error()', 'something was thrown that has no message (Error)'],
  [
    'a proxy that throws when looked at',
    'throw new Proxy({}, { get() { throw 1 }, has() { throw 1 }, getPrototypeOf() { throw 1 } })',
    'something was thrown that cannot be looked at',
  ],
  [
    'an error with a message that throws',
    "throw Object.defineProperty(new Error(), 'message', { get() { throw 1 } })",
    'something was thrown that cannot be looked at',
  ],
  ['the rejection of a promise', "await Promise.reject(new Error('late'))", 'late'],
  ['a stack overflow', 'const deeper = () => deeper() + 1; deeper()', 'Maximum call stack size exceeded'],
  ['a Buffer too large to be had', "Buffer.alloc(900 * 1024 * 1024, 'x')", 'Failed to allocate memory'],
  ['a string too long to be', "'x'.repeat(2 ** 29 - 24).concat('x'.repeat(1000))", 'Invalid string length'],
];

const HANGS: readonly (readonly [how: string, code: string])[] = [
  ['a loop', 'for (;;);'],
  [
    'microtasks',
    'const again = () => Promise.resolve().then(again); again(); await new Promise(() => undefined)',
  ],
  ['nextTick', 'const again = () => process.nextTick(again); again(); await new Promise(() => undefined)'],
  ['a promise that never settles', 'await new Promise(() => undefined)'],
  ['a thenable that never settles', 'return { then() {} }'],
  ['Atomics.wait', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  ['a regular expression', "/^(a+)+$/.test('a'.repeat(64) + '!')"],
  ['a loop that ignores signals', "process.on('SIGTERM', () => undefined); for (;;);"],
];

const CRASHES: readonly (readonly [how: string, code: string, message: RegExp])[] = [
  ['exits', 'process.exit(0)', /^exit code 0$/],
  ['exits with a code', 'process.exit(3)', /^exit code 3$/],
  ['aborts', 'process.abort()', /^signal SIGABRT$/],
  ['exits hard', 'process.reallyExit(9)', /^exit code 9$/],
  [
    'throws outside of the call',
    "setTimeout(() => { throw new Error('late') }); await new Promise(() => undefined)",
    /^an error was thrown outside of the call: late$/,
  ],
  [
    'leaves a rejection to nobody',
    "Promise.reject(new Error('lost')); await new Promise(() => undefined)",
    /^an error was thrown outside of the call: lost$/,
  ],
  [
    'throws null outside of the call',
    'setTimeout(() => { throw null }); await new Promise(() => undefined)',
    /^an error was thrown outside of the call: something was thrown that has no message \(null\)$/,
  ],
  [
    'emits an error nobody listens to',
    "new (await import('node:events')).EventEmitter().emit('error', new Error('unheard')); ",
    /^$/,
  ],
];

const FORGERIES: readonly (readonly [what: string, code: string, message: RegExp])[] = [
  ['bytes that are no frame', "write(Buffer.from('hello there, host'))", /^it wrote 104 is no kind of frame/],
  ['text in place of a header', "write(frame(19, 'not json'))", /a header that is not JSON/],
  ['a list in place of a header', 'write(frame(19, []))', /a header that is not an object/],
  [
    'a header of 4 GB',
    'write(Buffer.from([19, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]))',
    /a header of 4294967295 bytes/,
  ],
  [
    'a body of 4 GB',
    'write(Buffer.from([20, 0, 0, 0, 2, 0xff, 0xff, 0xff, 0xff]))',
    /a body of 4294967295 bytes/,
  ],
  ['a body with a report of progress', "write(frame(18, {}, 'x'))", /a body of 1 bytes where none belongs/],
  ['a body with a failure', "write(frame(21, {}, 'x'))", /a body of 1 bytes where none belongs/],
  [
    'more log lines than a program may',
    "write(Buffer.concat(Array.from({ length: 2001 }, () => frame(19, { level: 'info', message: 'x' }))))",
    /^it flooded its channel$/,
  ],
  ['that it starts once more', 'write(frame(17, {}))', /a frame out of turn/],
  ['that it is ready once more', 'write(frame(16, {}))', /a frame out of turn/],
  ['a kind that only the host may send', 'write(frame(2, {}))', /a frame out of turn/],
  ['that it could not start', "write(frame(21, { kind: 'start_failed' }))", /a frame out of turn/],
  [
    'a flood of frames',
    'const some = Buffer.concat(Array.from({ length: 1000 }, () => frame(18, {}))); for (;;) write(some)',
    /^it flooded its channel$/,
  ],
];

describe('a program that does not end well', () => {
  it.each(THREW)('throws %s', async (_what, code, message) => {
    const { fails, tell } = openPool({ memoryMb: 256 });
    await expect(fails(code)).resolves.toEqual(['threw', message]);
    await expect(tell("return 'lives'")).resolves.toBe('lives');
  });

  it('tells of an error with the stack inside the process', async () => {
    const { tell } = openPool();
    const failure = tell("function deepInside() { throw new Error('kaboom') } deepInside()");
    await expect(failure).rejects.toMatchObject({ stack: expect.stringContaining('deepInside') as unknown });
  });

  it.each(HANGS)('hangs in %s and is killed', async (_how, code) => {
    const { fails, tell } = openPool({ memoryMb: 512 }); // a queue that grows in a loop must meet the clock first
    await tell('return 1');
    await expect(fails(code, { timeoutMs: 300 })).resolves.toEqual([
      'timed_out',
      'it did not finish within 300 ms',
    ]);
    await expect(tell("return 'another'")).resolves.toBe('another');
  });

  it.each(CRASHES)('%s', async (_how, code, message) => {
    const { fails, tell } = openPool();
    const [kind, told] = await fails(code);
    if (message.source === '^$') expect([kind, told]).toEqual(['threw', 'unheard']);
    else expect([kind, told]).toEqual(['crashed', expect.stringMatching(message)]);
    await expect(tell("return 'another'")).resolves.toBe('another');
  });

  it('closes its channel', async () => {
    const { fails, tell } = openPool();
    const [kind] = await fails("(await import('node:fs')).closeSync(3); await new Promise(() => undefined)", {
      timeoutMs: 1000,
    });
    expect(['crashed', 'timed_out']).toContain(kind);
    await expect(tell("return 'another'")).resolves.toBe('another');
  });

  it('runs out of heap', async () => {
    const { fails, tell } = openPool({ memoryMb: 32 });
    await expect(fails('const all = []; for (;;) all.push([...Array(1000).keys()])')).resolves.toEqual([
      'out_of_memory',
      'out of memory',
    ]);
    await expect(tell("return 'another'")).resolves.toBe('another');
  });

  it('fills memory with Buffers until it is told that there is no more', async () => {
    const { fails } = openPool();
    const [kind] = await fails("const all = []; for (;;) all.push(Buffer.alloc(4 * 1024 * 1024, 'x'))");
    expect(['threw', 'out_of_memory']).toContain(kind);
  });

  it.each(FORGERIES)('writes %s to its channel', async (_what, code, message) => {
    const { fails, tell } = openPool();
    const [kind, told] = await fails(`${FRAMES} ${code}; await never`);
    expect([kind, told]).toEqual(['protocol', expect.stringMatching(message)]);
    await expect(tell("return 'another'")).resolves.toBe('another');
  });

  it('answers twice', async () => {
    const { tell, pool } = openPool();
    await expect(tell(`${FRAMES} write(frame(20, { result: 'forged' })); return 'real'`)).resolves.toBe(
      'forged',
    );
    await expect(tell("return 'another'")).resolves.toBe('another');
    expect(pool.stats().restarts).toBe(1);
  });

  it('answers with more than may be read', async () => {
    const { fails } = openPool({ maxReplyBytes: 1000 });
    const [kind, told] = await fails(`${FRAMES} write(frame(20, {}, 'x'.repeat(1001))); await never`);
    expect([kind, told]).toEqual(['protocol', 'it wrote a body of 1001 bytes to its channel']);
  });

  it('reports of itself what only the host can know', async () => {
    const { fails } = openPool();
    const forged = "write(frame(21, { kind: 'queue_full', message: 'forged' })); await never";
    await expect(fails(`${FRAMES} ${forged}`)).resolves.toEqual(['threw', 'forged']);
  });

  it('throws after its answer, and the next call is served by another process', async () => {
    const { tell } = openPool();
    const pid = Number(await tell("setTimeout(() => { throw new Error('late') }, 1); return process.pid"));
    await until(() => !isAlive(pid));
    await expect(tell('return process.pid')).resolves.not.toBe(pid);
  });

  it('floods its standard error', async () => {
    const { tell } = openPool();
    const flood =
      "process.stderr.on('error', () => undefined); for (let i = 0; i < 4000; i++) process.stderr.write('x'.repeat(1000))";
    await expect(tell(`${flood}; return 'done'`)).resolves.toBe('done');
  });

  it('cannot be started', async () => {
    const { fails, pool } = openPool({ argument: { initialize: "throw new Error('no model')" } });
    await expect(pool.start()).rejects.toMatchObject({ kind: 'start_failed', message: 'no model' });
    await expect(fails('return 1')).resolves.toEqual(['start_failed', 'no model']);
  });

  it.each([
    ['exits', 'process.exit(5)', 'exit code 5'],
    ['loops', 'for (;;);', 'it was not ready within 700 ms'],
    ['waits for ever', 'await new Promise(() => undefined)', 'it was not ready within 700 ms'],
    [
      'answers before it was asked',
      `${FRAMES} write(frame(20, {})); await never`,
      'it wrote a frame out of turn to its channel',
    ],
  ])('%s while it starts', async (_how, initialize, message) => {
    const { fails, pool } = openPool({ argument: { initialize }, startTimeoutMs: 700 });
    await expect(fails('return 1')).resolves.toEqual(['start_failed', message]);
    expect(pool.stats()).toMatchObject({ processes: 0, busy: 0, queued: 0 });
  });

  it('does not exist', async () => {
    const { fails } = openPool({ program: new URL('file:///nowhere/program.mjs') });
    await expect(fails('return 1')).resolves.toEqual([
      'start_failed',
      "ENOENT: no such file or directory, lstat '/nowhere'",
    ]);
  });

  it('starts once what kept it from starting is mended', async () => {
    const folder = temporaryFolder(); // private to its owner, who is not the process's user
    const initialize = `
      const { existsSync } = await import('node:fs');
      if (!existsSync('${folder}/model')) throw new Error('no model');
    `;
    const { fails, tell } = openPool({ argument: { initialize }, readPaths: [folder] });
    await expect(fails('return 1')).resolves.toEqual(['start_failed', 'no model']);
    writeFileSync(join(folder, 'model'), '');
    await expect(tell('return 1')).resolves.toBe(1);
  });
});
