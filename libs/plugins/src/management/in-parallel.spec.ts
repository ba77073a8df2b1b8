import { inParallel } from './in-parallel.js';

describe('inParallel', () => {
  it('works on so many at once and no more, and keeps the order of the items', async () => {
    let busy = 0;
    let most = 0;
    const results = await inParallel([3, 1, 2, 0, 4], 2, async (turns) => {
      most = Math.max(most, ++busy);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      busy--;
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20, 0, 40]);
    expect(most).toBe(2);
  });

  it('has nothing to do with no items, and fails where the work does', async () => {
    expect(await inParallel([], 4, () => Promise.reject(new Error('nobody asked')))).toEqual([]);
    await expect(inParallel([1], 4, () => Promise.reject(new Error('kaboom')))).rejects.toThrow('kaboom');
  });
});
