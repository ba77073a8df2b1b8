import { repeat } from '../../scripts/bench/measure/repeat.ts';
import { takeTurns } from '../../scripts/bench/measure/take-turns.ts';

describe('contenders', () => {
  it('take turns, every second round the other way, and the first round is not counted', async () => {
    const order: string[] = [];
    const turn = (name: string) => () => Promise.resolve(order.push(name));
    const figures = await takeTurns({ a: turn('a'), b: turn('b') }, 3);
    expect(order.join('')).toBe('ababbaab');
    expect(figures).toEqual({ a: [3, 6, 7], b: [4, 5, 8] });
  });
});

describe('lanes', () => {
  it('share a number of calls, and each makes one after another', async () => {
    let most = 0;
    const lane = (): (() => Promise<number>) => {
      let open = 0;
      return async () => {
        most = Math.max(most, ++open);
        await new Promise(setImmediate);
        return --open;
      };
    };
    const { times } = await repeat([lane(), lane()], { calls: 7 });
    expect([times.length, most]).toEqual([7, 1]);
  });
});
