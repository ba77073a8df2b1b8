import { answers, fails, type FaultFamily } from './plugin-fault.js';

const NEVER = `return new Promise(() => {})`;

/** Frames by the numbers that stand on the wire, frozen here: see libs/sandbox/src/channel/frame.ts. */
export const CHANNEL: FaultFamily = {
  section: 'channel',
  faults: [
    ...fails(['PLUGIN_CRASHED'], {
      'writes rubbish to its channel': `write(Buffer.from('rubbish'.repeat(100))); ${NEVER}`,
      'writes zeros to its channel': `write(Buffer.alloc(100)); ${NEVER}`,
      'writes a frame that has no JSON': `write(frame(19, 'not json')); ${NEVER}`,
      'writes a frame that has a list': `write(frame(19, '[]')); ${NEVER}`,
      'announces a header of 4 GB': `write(Buffer.from([19, 255, 255, 255, 255, 0, 0, 0, 0])); ${NEVER}`,
      'announces a body of 4 GB': `write(Buffer.from([20, 0, 0, 0, 2, 255, 255, 255, 255, 123, 125])); ${NEVER}`,
      'writes an answer larger than any may be': `write(frame(20, '{}', 'x'.repeat(9_000_000))); ${NEVER}`,
      'writes half a frame and answers': `write(frame(19, '{}').subarray(0, 5)); return { ok: true }`,
      'says that it begins once more': `write(frame(17, '{}')); ${NEVER}`,
      'says that it is ready once more': `write(frame(16, '{}')); ${NEVER}`,
      'says that it rests while it works': `write(frame(23, '{"residue":[]}')); ${NEVER}`,
      'says that it could not start': `write(frame(21, '{"kind":"start_failed"}')); ${NEVER}`,
      'writes what only the server may': `write(frame(2, '{"call":{}}')); ${NEVER}`,
      'floods its channel': `
        const flood = Buffer.concat(new Array(5000).fill(frame(19, '{}')));
        for (;;) try { fs.writeSync(3, flood); } catch {}`,
      'floods its channel with progress': `
        const flood = Buffer.concat(new Array(5000).fill(frame(18, '{"fraction":1e999}')));
        for (;;) try { fs.writeSync(3, flood); } catch {}`,
      'says that it is about to die, and exits': `write(frame(22, '{"message":"forged"}')); process.exit(0)`,
    }),
    ...fails(
      ['PLUGIN_TIMED_OUT'],
      {
        'writes half a frame and waits': `write(frame(19, '{}').subarray(0, 5)); ${NEVER}`,
        'says that it is about to die, and waits': `write(frame(22, '{"message":"forged"}')); ${NEVER}`,
      },
      { limits: 'clocked' },
    ),
    ...fails(['PLUGIN_THREW'], {
      'forges a failure that only the server can know': `write(frame(21, '{"kind":"queue_full","message":"forged"}')); ${NEVER}`,
      'forges a failure without words': `write(frame(21, '{"kind":7,"message":{},"stack":[]}')); ${NEVER}`,
    }),
    ...fails(['OUTPUT_NOT_JSON'], {
      'forges an answer that is no JSON': `write(frame(20, '{}', 'forged')); ${NEVER}`,
      'forges an answer that is a list': `write(frame(20, '{}', '[]')); ${NEVER}`,
      'forges an answer that is no UTF-8': `write(frame(20, '{}', Buffer.from([0xff, 0xfe]))); ${NEVER}`,
    }),
    ...fails(['OUTPUT_TOO_LARGE'], {
      'forges an answer of a million levels': `write(frame(20, '{}', '{"a":' + '['.repeat(1_000_000))); ${NEVER}`,
      'forges an answer of a million values': `write(frame(20, '{}', '{"a":[' + '1,'.repeat(1_000_000) + '1]}')); ${NEVER}`,
    }),
    ...fails(['OUTPUT_INVALID'], {
      'forges an empty answer': `write(frame(20, '{}', '{}')); ${NEVER}`,
    }),
    ...answers(
      { a: 'forged' },
      {
        'forges its own answer': `write(frame(20, '{}', '{"a":"forged"}')); ${NEVER}`,
        'answers twice': `write(frame(20, '{}', '{"a":"forged"}')); return { a: 'real' }`,
        'answers and says that it rests': `
          write(frame(20, '{}', '{"a":"forged"}')); write(frame(23, '{"residue":[],"resident_bytes":-1e999}')); ${NEVER}`,
      },
    ),
    ...answers(
      { ok: true },
      {
        'forges the answer to the next call': `
          setImmediate(() => write(Buffer.concat([frame(17, '{}'), frame(20, '{}', '{"a":"forged"}')]))); return { ok: true }`,
        'forges the answer to the next call again and again': `
          const interval = setInterval(() => write(frame(20, '{}', '{"a":"forged"}')), 1); return { ok: true }`,
        'writes rubbish after its answer': `setImmediate(() => write(Buffer.from('rubbish'))); return { ok: true }`,
        'writes odd log lines': `
          write(Buffer.concat([frame(19, '{"level":7,"message":{}}'), frame(19, '{"level":"fatal","message":null}')]));
          return { ok: true }`,
        'writes odd progress': `
          write(Buffer.concat([frame(18, '{"fraction":"x"}'), frame(18, '{"fraction":-1e999,"message":[]}')]));
          return { ok: true }`,
        'reads its channel': `
          for (let n = 0; n < 100; n++) try { fs.readSync(3, Buffer.alloc(1000)); } catch {}
          return { ok: true }`,
        'speaks with its channel’s own socket': `
          for (const handle of process._getActiveHandles()) handle.write?.('');
          return { ok: true }`,
      },
    ),
  ],
};
