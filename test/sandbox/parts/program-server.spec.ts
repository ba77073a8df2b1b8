import { SandboxFailure, type CallContext, type SandboxProgram } from '@gatehouse/sandbox';
import type { JsonObject } from '@gatehouse/contracts';
import { FRAME_KIND } from '../../../libs/sandbox/src/channel/frame.js';
import { serveHere, type HostEnd } from '../support/serve-here.js';

const { INITIALIZE, CALL, CANCEL, DISPOSE, READY } = FRAME_KIND;
const NOBODY = new Uint8Array(0);

let host: HostEnd;
afterEach(() => {
  host.close();
});

type Call = (context: CallContext, header: JsonObject, body: Uint8Array) => unknown;

/** A program that is ready and does this with every call; what it gives back is the `result` of its answer. */
async function served(call: Call, rest: Partial<SandboxProgram> = {}): Promise<void> {
  host = await serveHere({
    initialize: () => Promise.resolve(),
    call: async (header, body, context) => ({
      header: { result: (await call(context, header, body)) as null }, // JSON, in these tests
    }),
    ...rest,
  });
  host.send(INITIALIZE, {});
  expect(await host.next()).toEqual(['READY', {}, '']);
}

function ask(call: JsonObject = {}, body = NOBODY): void {
  host.send(CALL, { call, deadline: 12_345 }, body);
}

/** Everything up to and with the word that the process is at rest, without what is different each time. */
async function untilRest(): Promise<unknown[]> {
  const frames: unknown[] = [];
  for (let kind = ''; kind !== 'AT_REST';) {
    const [name, header] = await host.next();
    kind = name;
    const { message, fraction, level, kind: failure, residue, result } = header;
    frames.push([name, { message, fraction, level, kind: failure, residue, result }]);
  }
  return frames;
}

describe('a served program', () => {
  it('is initialised with its argument, and its first words are heard', async () => {
    host = await serveHere({
      initialize: (argument, log) => {
        log('info', `given ${JSON.stringify(argument)}`);
        return Promise.resolve();
      },
      call: () => Promise.resolve({ header: {} }),
    });
    host.send(INITIALIZE, { a: 1 });
    expect(await host.next()).toEqual(['LOG', { level: 'info', message: 'given {"a":1}' }, '']);
    expect(await host.next()).toEqual(['READY', {}, '']);
  });

  it('that cannot be initialised says why', async () => {
    host = await serveHere({
      initialize: () => Promise.reject(new Error('no model')),
      call: () => Promise.resolve({ header: {} }),
    });
    host.send(INITIALIZE, {});
    const [kind, { kind: failure, message, stack }] = await host.next();
    expect([kind, failure, message]).toEqual(['FAILURE', 'start_failed', 'no model']);
    expect(stack).toContain('program-server.spec');
  });

  it('says that a call began, answers it with its body, and is at rest', async () => {
    host = await serveHere({
      initialize: () => Promise.resolve(),
      call: (header, body, { deadline }) =>
        Promise.resolve({ header: { ...header, deadline }, body: Buffer.from(body).reverse() }),
    });
    host.send(INITIALIZE, {});
    await host.next();
    ask({ a: 1 }, Buffer.from('abc'));
    expect(await host.next()).toEqual(['STARTED', {}, '']);
    expect(await host.next()).toEqual(['REPLY', { a: 1, deadline: 12_345 }, 'cba']);
    const [kind, rest] = await host.next();
    expect([kind, rest['residue']]).toEqual(['AT_REST', []]);
    expect(rest['resident_bytes']).toBeGreaterThan(1_000_000);
  });

  it.each<readonly [string, unknown, string, string]>([
    ['an error', new Error('kaboom'), 'threw', 'kaboom'],
    [
      'a failure of its own kind',
      new SandboxFailure('reply_too_large', 'too large'),
      'reply_too_large',
      'too large',
    ],
    [
      'what cannot be looked at',
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('no looking');
          },
          has: () => {
            throw new Error('no looking');
          },
        },
      ),
      'threw',
      'something was thrown that cannot be looked at',
    ],
  ])('that throws %s is heard, and goes on', async (_what, thrown, kind, message) => {
    let calls = 0;
    await served(() => {
      if (calls++ === 0) throw thrown;
      return calls;
    });
    ask();
    expect(await untilRest()).toEqual([
      ['STARTED', {}],
      ['FAILURE', { kind, message }],
      ['AT_REST', { residue: [] }],
    ]);
    ask();
    expect((await untilRest())[1]).toEqual(['REPLY', { result: 2 }]);
  });

  it('tells how far it is within bounds and not too often, and nothing after its answer', async () => {
    const kept: CallContext[] = [];
    await served((context) => {
      kept.push(context);
      context.progress(7, 'x'.repeat(1000));
      context.progress(0.5, 'too soon after');
      kept[0]?.progress(0.1, 'of the call before');
      kept[0]?.log('info', calls++ === 0 ? 'its own' : 'of the call before');
    });
    let calls = 0;
    const told = [
      ['PROGRESS', { fraction: 1, message: 'x'.repeat(200) }],
      ['LOG', { level: 'info', message: 'its own' }],
    ];
    ask();
    expect((await untilRest()).slice(1, -2)).toEqual(told);
    ask();
    expect((await untilRest()).slice(1, -2)).toEqual(told.slice(0, 1));
  });

  it('prints to the log of its call: a thousand lines of two thousand characters, and no more', async () => {
    await served(() => {
      console.debug('%s of %d', 'the first', 2);
      console.log('y'.repeat(5000));
      console.info('info');
      console.warn('warn');
      console.error('error');
      console.trace('trace');
      for (let line = 0; line < 2000; line++) console.log(line);
    });
    ask();
    const lines = (await untilRest()).slice(1, -2);
    expect(lines.slice(0, 6)).toEqual([
      ['LOG', { level: 'debug', message: 'the first of 2' }],
      ['LOG', { level: 'info', message: 'y'.repeat(2000) }],
      ['LOG', { level: 'info', message: 'info' }],
      ['LOG', { level: 'warn', message: 'warn' }],
      ['LOG', { level: 'error', message: 'error' }],
      ['LOG', { level: 'error', message: 'trace' }],
    ]);
    expect(lines).toHaveLength(1000);
    ask(); // whose thousand are its own
    expect((await untilRest()).slice(1, -2)).toHaveLength(1000);
  });

  it('hears that its caller gave up', async () => {
    await served(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve('stopped');
          });
        }),
    );
    host.send(CANCEL, {}); // of no call
    ask();
    expect((await host.next())[0]).toBe('STARTED');
    host.send(CANCEL, {});
    expect((await untilRest())[0]).toEqual(['REPLY', { result: 'stopped' }]);
    host.send(CANCEL, {}); // of one that is over
    ask();
    expect((await host.next())[0]).toBe('STARTED');
  });

  it('is told of by what it left behind, also where that would speak in its place', async () => {
    const quiet = Object.assign(Object.create(null) as object, { residue: [] });
    function toJSON(this: object): object {
      return 'residue' in this ? quiet : this;
    }
    await served((_, { poison }) => {
      if (poison === true) Object.assign(Object.prototype, { toJSON });
    });
    try {
      ask({ poison: true });
      const [, answer, rest] = [await host.next(), await host.next(), await host.next()];
      expect(answer[0]).toBe('REPLY');
      expect(rest[1]['residue']).toEqual(['Object.prototype']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toJSON');
    }
  });
});

describe('a process ends', () => {
  const idle = () => null;

  it('with 0 when the host goes', async () => {
    await served(idle);
    host.leave();
    await expect(host.ended).resolves.toBe(0);
  });

  it('with 1 at what is no frame, and at a frame that is not for it', async () => {
    await served(idle);
    host.write(Buffer.alloc(64, 0xff));
    await expect(host.ended).resolves.toBe(1);
    host.close();
    await served(idle);
    host.send(READY, {});
    await expect(host.ended).resolves.toBe(1);
  });

  it.each<readonly [string, SandboxProgram['dispose']]>([
    ['has nothing to put away', undefined],
    ['put its things away', () => Promise.resolve()],
  ])('with 0 when its program %s', async (_what, dispose) => {
    await served(idle, dispose === undefined ? {} : { dispose });
    host.send(DISPOSE, {});
    await expect(host.ended).resolves.toBe(0);
  });

  it('with 1 at an error that nobody caught, once that is told', async () => {
    await served(idle);
    process.emit('uncaughtException', new Error('stray'));
    const [kind, { message }] = await host.next();
    expect([kind, message]).toEqual(['FATAL', 'stray']);
    await expect(host.ended).resolves.toBe(1);
  });
});
