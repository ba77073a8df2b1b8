import { getEventListeners } from 'node:events';
import { Lanes } from './lanes.js';

const never = new AbortController().signal;

/** A piece of work that notes its beginning and ends when it is told to. */
function piece(begun: string[], name: string): { work: () => Promise<string>; end: () => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    work: () => {
      begun.push(name);
      return promise;
    },
    end: () => {
      resolve(name);
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('let so many in at once, and the others in the order in which they came', async () => {
    const lanes = new Lanes();
    const begun: string[] = [];
    const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(begun, name));
    const held = pieces.map(({ work }) => lanes.hold('x', 2, never, work));
    await turn();
    expect(begun).toEqual(['a', 'b']);
    pieces[1]?.end();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const { end } of pieces) end();
    expect(await Promise.all(held)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('do not wait for one another', async () => {
    const lanes = new Lanes();
    const begun: string[] = [];
    void lanes.hold('x', 1, never, piece(begun, 'a').work);
    void lanes.hold('y', 1, never, piece(begun, 'b').work);
    await turn();
    expect(begun).toEqual(['a', 'b']);
  });

  it('give the place of one that fails to the next', async () => {
    const lanes = new Lanes();
    const failing = lanes.hold('x', 1, never, () => Promise.reject(new Error('no')));
    const next = lanes.hold('x', 1, never, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });

  it('let go whoever no longer waits, and its turn is not lost', async () => {
    const lanes = new Lanes();
    const begun: string[] = [];
    const [first, second, third] = ['a', 'b', 'c'].map((name) => piece(begun, name));
    const controller = new AbortController();
    if (!first || !second || !third) throw new Error('there are three');
    void lanes.hold('x', 1, never, first.work);
    const left = lanes.hold('x', 1, controller.signal, second.work);
    const stays = lanes.hold('x', 1, never, third.work);
    controller.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    first.end();
    third.end();
    expect(await stays).toBe('c');
    expect(begun).toEqual(['a', 'c']);
  });

  it('take as many as was said last', async () => {
    const lanes = new Lanes();
    const begun: string[] = [];
    const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(begun, name));
    const [a, b, c, d] = pieces;
    if (!a || !b || !c || !d) throw new Error('there are four');
    void lanes.hold('x', 1, never, a.work);
    void lanes.hold('x', 1, never, b.work);
    void lanes.hold('x', 1, never, c.work);
    void lanes.hold('x', 3, never, d.work);
    a.end();
    await turn();
    expect(begun.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('know who is in them also after one has left', async () => {
    const lanes = new Lanes();
    const begun: string[] = [];
    const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(begun, name));
    const [a, b, c, d] = pieces;
    if (!a || !b || !c || !d) throw new Error('there are four');
    const first = lanes.hold('x', 2, never, a.work);
    void lanes.hold('x', 2, never, b.work);
    a.end();
    await first;
    void lanes.hold('x', 2, never, c.work);
    void lanes.hold('x', 2, never, d.work);
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    b.end();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leave nothing behind at the signal of who waited', async () => {
    const lanes = new Lanes();
    const { signal } = new AbortController();
    const first = piece([], 'a');
    const held = [
      lanes.hold('x', 1, never, first.work),
      lanes.hold('x', 1, signal, () => Promise.resolve('b')),
    ];
    await turn();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    first.end();
    await Promise.all(held);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('refuse whoever had given up before', async () => {
    const work = (): Promise<string> => Promise.resolve('done');
    await expect(new Lanes().hold('x', 1, AbortSignal.abort(new Error('gone')), work)).rejects.toThrow(
      'gone',
    );
  });
});
