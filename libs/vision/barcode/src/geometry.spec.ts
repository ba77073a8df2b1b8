import { breadthOf, contains, lengthOf, orientationOf, type Quad } from './geometry.js';

/** A rectangle of 40 × 20 around the origin, turned clockwise. */
function turned(degrees: number): Quad {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const at = (x: number, y: number) => ({ x: x * cos - y * sin, y: x * sin + y * cos });
  return { topLeft: at(-20, -10), topRight: at(20, -10), bottomRight: at(20, 10), bottomLeft: at(-20, 10) };
}

describe('the geometry of a code', () => {
  it.each([0, 45, 90, 179.5, 180, -90, -179.5])('tells that it is turned by %d degrees', (degrees) => {
    expect(orientationOf(turned(degrees))).toBe(degrees);
  });

  it('tells half a turn as 180, whichever way it was made', () => {
    expect(orientationOf(turned(-180))).toBe(180);
  });

  it('tells length and breadth however it is turned', () => {
    expect(lengthOf(turned(33))).toBeCloseTo(40);
    expect(breadthOf(turned(33))).toBeCloseTo(20);
  });

  it('tells inside from outside, also when its corners run the other way', () => {
    const { topLeft, topRight, bottomRight, bottomLeft } = turned(0);
    const mirrored = {
      topLeft: topRight,
      topRight: topLeft,
      bottomRight: bottomLeft,
      bottomLeft: bottomRight,
    };
    for (const quad of [turned(0), mirrored]) {
      expect(contains(quad, { x: 19, y: -9 })).toBe(true);
      expect(contains(quad, { x: 21, y: 0 })).toBe(false);
    }
  });
});
