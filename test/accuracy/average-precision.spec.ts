import { averagePrecision, judgeClaims } from '../../scripts/accuracy/support/average-precision.js';

const at = (x: number): { x: number; y: number; width: number; height: number } => ({
  x,
  y: 0,
  width: 10,
  height: 10,
});
const claim = (x: number, confidence: number): { box: ReturnType<typeof at>; confidence: number } => ({
  box: at(x),
  confidence,
});

describe('average precision at an overlap of 0.5', () => {
  it('is 1 where all is found and nothing else claimed, and 0 where nothing is found', () => {
    const truths = [{ box: at(0) }, { box: at(50) }];
    expect(averagePrecision([{ truths, claims: [claim(0, 0.9), claim(52, 0.8)] }])).toBe(1);
    expect(averagePrecision([{ truths, claims: [claim(20, 0.9)] }])).toBe(0);
    expect(averagePrecision([{ truths, claims: [] }])).toBe(0);
  });

  it('weighs a wrong claim by how sure it was, over all pictures', () => {
    const one = { truths: [{ box: at(0) }], claims: [claim(0, 0.8)] };
    const wrong = (confidence: number): typeof one => ({ truths: [], claims: [claim(0, confidence)] });
    expect(averagePrecision([one, wrong(0.9)])).toBe(0.5);
    expect(averagePrecision([one, wrong(0.7)])).toBe(1);
  });

  it('takes at each recall the best precision from there on', () => {
    const truths = [{ box: at(0) }, { box: at(50) }, { box: at(100) }];
    const claims = [claim(0, 0.9), claim(200, 0.8), claim(50, 0.7), claim(100, 0.6)];
    expect(averagePrecision([{ truths, claims }])).toBeCloseTo((1 + 3 / 4 + 3 / 4) / 3);
  });

  it('takes a thing found twice for one right claim and one wrong', () => {
    expect(judgeClaims({ truths: [{ box: at(0) }], claims: [claim(1, 0.5), claim(0, 0.9)] })).toEqual([
      { confidence: 0.9, isRight: true },
      { confidence: 0.5, isRight: false },
    ]);
  });

  it('asks for half of what both boxes cover together', () => {
    const judge = (x: number): boolean | undefined =>
      judgeClaims({ truths: [{ box: at(0) }], claims: [claim(x, 1)] })[0]?.isRight;
    expect([judge(3), judge(4)]).toEqual([true, false]);
  });

  it('lets what is to be ignored neither help nor harm, however often it is claimed', () => {
    const truths = [{ box: at(0), ignore: true }, { box: at(50) }];
    const claims = [claim(0, 0.9), claim(1, 0.85), claim(50, 0.8)];
    expect(averagePrecision([{ truths, claims }])).toBe(1);
  });
});
