import { sample } from '../support/images/samples.js';
import { expectGood } from './support/expect-fault-answer.js';
import { FaultScene } from './support/fault-scene.js';

const png = await sample('png', 16, 16);
const scene = await FaultScene.open({
  timer: {
    manifest: { options_schema: { properties: { deed: { type: 'string' } } } },
    code: `
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const late = () => { throw new Error('of the call before'); };
      const deeds = {
        async work() { await wait(400); return { ok: true }; },
        timeout() { setTimeout(late, 200).unref(); return { ok: true }; },
        interval() { setInterval(late, 200).unref(); return { ok: true }; },
        immediate() { setImmediate(() => setImmediate(() => setTimeout(late, 200).unref())); return { ok: true }; },
      };
      export default { run: ({ options }) => deeds[options.deed]?.() ?? { ok: true } };`,
  },
});

afterAll(() => scene.server.dispose());

/** A call leaves a timer that throws 200 ms later, and the next one takes longer than that. */
async function workAfter(deed: string): Promise<void> {
  expectGood(await scene.client.analyze('timer', png, { deed }));
  expectGood(await scene.client.analyze('timer', png, { deed: 'work' }));
}

describe('a timer that keeps nothing alive costs the next call nothing', () => {
  // Known, and not yet so: what shows all timers of a process shows none that was unref'd.
  it.failing.each(['timeout', 'interval'])('%s', workAfter);

  it.each(['immediate'])('%s', workAfter);
});
