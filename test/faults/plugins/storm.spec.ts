import type { Answer } from '../../support/http.js';
import { CHANNEL } from '../catalogue/channel.js';
import { ENDINGS } from '../catalogue/endings.js';
import { EXHAUSTION } from '../catalogue/exhaustion.js';
import { HANGS } from '../catalogue/hangs.js';
import { OUTPUTS } from '../catalogue/outputs.js';
import { RESIDUE } from '../catalogue/residue.js';
import { expectFaultAnswer, expectGood } from '../support/expect-fault-answer.js';
import { FaultScene } from '../support/fault-scene.js';
import { faultyPlugin } from '../support/faulty-plugin.js';

const GOOD_CALLS = 50;

const STORM = [
  'loops',
  'loops in microtasks',
  'never settles',
  'fills its heap',
  'fills memory with Buffers',
  'aborts',
  'throws beside its run',
  'floods its channel',
  'answers a bomb of shared parts',
  'floods its error output',
];

const catalogue = [HANGS, EXHAUSTION, ENDINGS, CHANNEL, OUTPUTS, RESIDUE].flatMap(({ faults }) => faults);
const placed = catalogue
  .filter(({ what }) => STORM.includes(what))
  .map((fault, index) => ({ ...fault, plugin: `storm-${index}` }));
const scene = await FaultScene.open(
  Object.fromEntries(placed.map((fault) => [fault.plugin, faultyPlugin([fault])])),
);

afterAll(() => scene.server.dispose());

describe('ten faults at once', () => {
  it('cost none of fifty good calls its answer', async () => {
    expect(placed).toHaveLength(STORM.length);
    const goods = async (): Promise<Answer[]> => {
      const answers: Answer[] = [];
      for (let count = 0; count < GOOD_CALLS; count += 2) {
        answers.push(...(await Promise.all([scene.callWell(), scene.callWell()])));
      }
      return answers;
    };
    const [harmed, good] = await Promise.all([
      Promise.all(placed.map((fault) => scene.harm(fault))),
      goods(),
    ]);
    harmed.forEach((answer, index) => {
      const fault = placed[index];
      if (fault === undefined) throw new Error('there are more answers than faults');
      expectFaultAnswer(answer, fault);
    });
    expect(good).toHaveLength(GOOD_CALLS);
    good.forEach(expectGood);
  });

  it('leave each plugin able to answer the next call', async () => {
    for (const { plugin } of placed) expectGood(await scene.callWell(plugin));
    expect(scene.alive).toBe(true);
  });
});
