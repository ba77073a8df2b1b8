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

describe('a timer that keeps nothing alive', () => {
  it.each(['timeout', 'interval', 'immediate'])(
    'of one call does not fire in the next (%s)',
    async (deed) => {
      expectGood(await scene.client.analyze('timer', png, { deed }));
      expectGood(await scene.client.analyze('timer', png, { deed: 'work' }));
    },
  );
});
