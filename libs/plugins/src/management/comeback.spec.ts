import { Comeback } from './comeback.js';

const RULES = { firstTryAfterMs: 30, longestTryAfterMs: 100 };

describe('Comeback', () => {
  it('tries after the first wait, then after twice as long, up to the longest', () => {
    const comeback = new Comeback(RULES);
    const tries: number[] = [];
    for (let now = 0; now <= 500; now++) if (comeback.due(['p'], now).length > 0) tries.push(now);
    expect(tries).toEqual([30, 90, 190, 290, 390, 490]);
  });

  it('begins anew with a plugin that could run in between', () => {
    const comeback = new Comeback(RULES);
    comeback.due(['p'], 0);
    expect(comeback.due(['p'], 30)).toEqual(['p']);
    expect(comeback.due([], 40)).toEqual([]);
    expect(comeback.due(['p'], 50)).toEqual([]);
    expect(comeback.due(['p'], 80)).toEqual(['p']);
  });

  it('keeps the times of plugins apart', () => {
    const comeback = new Comeback(RULES);
    comeback.due(['a'], 0);
    comeback.due(['a', 'b'], 10);
    expect(comeback.due(['a', 'b'], 30)).toEqual(['a']);
    expect(comeback.due(['a', 'b'], 40)).toEqual(['b']);
  });
});
