import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPool, type ToldPool } from './support/told-program.js';

const HOUR = 3_600_000;
const IMPORTS = `
  const timers = await import('node:timers');
  const promised = await import('node:timers/promises');
  const { promisify } = await import('node:util');
  const pause = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));
`;

interface Opened extends ToldPool {
  readonly lines: readonly string[];
  /** Runs a function body that gives nothing back; its value is the process's id. */
  readonly pidAfter: (code: string) => Promise<unknown>;
}

function open(): Opened {
  const lines: string[] = [];
  const told = openPool({ network: true, onLog: (_level, message) => lines.push(message) });
  return { ...told, lines, pidAfter: (code) => told.tell(`${IMPORTS} ${code}; return process.pid`) };
}

describe('a call that leaves a timer behind which keeps nothing alive', () => {
  it.each([
    ['setTimeout', `setTimeout(() => undefined, ${HOUR}).unref()`],
    ['setInterval', `setInterval(() => undefined, ${HOUR}).unref()`],
    ['the timeout of node:timers', `timers.setTimeout(() => undefined, ${HOUR}).unref()`],
    ['require', `process.getBuiltinModule('timers').setInterval(() => undefined, ${HOUR}).unref()`],
    ['an interval that has fired', 'setInterval(() => undefined, 1).unref(); await pause()'],
    ['an immediate at every turn', 'const again = () => setImmediate(again).unref(); again()'],
    [
      'refresh after it has fired',
      `const t = setTimeout(() => undefined, 20); t.unref(); await pause(50); t.refresh()`,
    ],
    [
      'refresh where there were many others',
      `
      const t = setTimeout(() => undefined, 1).unref();
      for (let i = 0; i < 500; i++) { setTimeout(() => undefined, 1).unref(); if (i % 100 === 0) await pause(); }
      await pause(20);
      t._idleTimeout = ${HOUR};
      t.refresh();
    `,
    ],
    ['unref, ref and unref', `setTimeout(() => undefined, ${HOUR}).unref().ref().unref()`],
    [
      'a timer made by its class',
      `const t = setTimeout(() => 0); clearTimeout(t); new t.constructor(() => 0, ${HOUR}, [], false, false).refresh()`,
    ],
    [
      'unref by a detour',
      `process.nextTick(Function.prototype.call.bind(setTimeout(() => 0).unref), setTimeout(() => 0, ${HOUR})); await pause()`,
    ],
    ['timers/promises', `promised.setTimeout(${HOUR}, 0, { ref: false })`],
    ['promisify', `promisify(setTimeout)(${HOUR}, 0, { ref: false })`],
    ['the scheduler', `promised.scheduler.wait(${HOUR}, { ref: false })`],
    ['an iterator', `promised.setInterval(${HOUR}, 0, { ref: false }).next()`],
  ])('is seen: %s', async (_way, code) => {
    const { pidAfter, lines } = open();
    const pid = await pidAfter(code);
    await expect(pidAfter('')).resolves.not.toBe(pid);
    expect(lines).toEqual(["its process is replaced: a call left behind a timer that was unref'd"]);
  });

  it.each([
    ['has fired', 'setTimeout(() => undefined, 1).unref(); await pause(50)'],
    ['was cleared', `clearTimeout(setTimeout(() => undefined, ${HOUR}).unref())`],
    ['was cleared by its number', `clearTimeout(+setTimeout(() => undefined, ${HOUR}).unref())`],
    [
      'was cleared by its number as text',
      `clearInterval(String(+setInterval(() => undefined, ${HOUR}).unref()))`,
    ],
    ['was closed', `setTimeout(() => undefined, ${HOUR}).unref().close()`],
    ['was disposed of', `setTimeout(() => undefined, ${HOUR}).unref()[Symbol.dispose]()`],
    [
      'was refreshed and then cleared',
      `const t = setTimeout(() => undefined, ${HOUR}).unref(); t.refresh(); clearTimeout(t)`,
    ],
    ['had no effect: the immediate', 'clearImmediate(setImmediate(() => undefined).unref())'],
    [
      'was aborted',
      `
      const end = new AbortController();
      const wait = promised.setTimeout(${HOUR}, 0, { ref: false, signal: end.signal }).catch(() => 0);
      end.abort(); await wait;
    `,
    ],
    ['was awaited', 'await Promise.all([pause(20), promised.setTimeout(1, 0, { ref: false })])'],
    [
      'was iterated to its end',
      `
      const alive = setInterval(() => undefined, 1);
      for await (const tick of promised.setInterval(1, 7, { ref: false })) break;
      clearInterval(alive);
    `,
    ],
    ['is Node’s own, of a signal', `AbortSignal.timeout(${HOUR})`],
  ])('is none when it %s', async (_how, code) => {
    const { pidAfter, lines } = open();
    const pid = await pidAfter(code);
    await expect(pidAfter('await pause(30)')).resolves.toBe(pid);
    expect(lines).toEqual([]);
  });

  it('is none of the program’s own from before the first call', async () => {
    const initialize = `setInterval(() => undefined, ${HOUR}).unref()`;
    const { tell } = openPool({ argument: { initialize } });
    const pid = await tell('return process.pid');
    await expect(tell('return process.pid')).resolves.toBe(pid);
  });

  it('is none of those that fetch keeps for itself', async () => {
    const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const { pidAfter, lines } = open();
    const pid = await pidAfter(
      `const answer = await fetch('http://127.0.0.1:${port}', { signal: AbortSignal.timeout(5000) }); await answer.text(); await pause(20)`,
    );
    await expect(pidAfter('')).resolves.toBe(pid);
    expect(lines).toEqual([]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a call that has its answer', () => {
  it('logs and reports nothing more, also while another is under way', async () => {
    const heard: unknown[] = [];
    const onLog = (_level: string, message: string): unknown => heard.push(message);
    const onProgress = (progress: unknown): unknown => heard.push(progress);
    const { tell } = openPool({ onLog });
    await tell("kept.before = context; context.log('info', 'mine')", { onLog, onProgress });
    const late = `
      await new Promise((resolve) => setTimeout(resolve, 60));
      kept.before.log('info', 'not yours'); kept.before.progress(0.5, 'not yours'); kept.before = context;
    `;
    await tell(late, { onLog, onProgress });
    expect(heard).toEqual(['mine']);
  });
});
