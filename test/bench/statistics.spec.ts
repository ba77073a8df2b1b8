import fc from 'fast-check';
import { median, quantile, ratioOf } from '../../scripts/bench/measure/statistics.ts';

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('the statistics of the bench', () => {
  it('take the median of an odd and of an even number of values, whatever their order', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([10, 4, 1, 2])).toBe(3);
    expect(median([])).toBeNaN();
  });

  it('take a quantile that is one of the values, with as many below as asked for', () => {
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const found = quantile(values, part);
        expect(values).toContain(found);
        expect(values.filter((value) => value < found).length).toBeLessThanOrEqual(values.length * part);
      }),
    );
  });

  it('compare round by round: what slows both down in a round changes nothing', () => {
    fc.assert(
      fc.property(figures, fc.double({ min: 0.01, max: 100, noNaN: true }), (theirs, factor) => {
        const {
          median: ratio,
          low,
          high,
        } = ratioOf(
          theirs.map((value) => value * factor),
          theirs,
        );
        for (const part of [ratio, low, high]) expect(part).toBeCloseTo(factor, 5);
      }),
    );
  });

  it('tell how far the rounds lie apart', () => {
    expect(ratioOf([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])).toEqual({ median: 3, low: 2, high: 4 });
    expect(() => ratioOf([1], [])).toThrow('1 rounds against 0');
  });
});
