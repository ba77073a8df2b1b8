import { suppressOverlaps } from './suppress-overlaps.js';
import type { Detection } from './detection.js';

const seen = (label: Detection['label'], confidence: number, x0: number, width = 10): Detection => ({
  label,
  confidence,
  x0,
  y0: 0,
  x1: x0 + width,
  y1: 10,
});

describe('suppressOverlaps', () => {
  it('leaves the surest of what lies over one another, and puts the surest first', () => {
    const [weak, strong, far] = [seen('cat', 0.5, 0), seen('cat', 0.9, 1), seen('cat', 0.7, 30)];
    expect(suppressOverlaps([weak, strong, far])).toEqual([strong, far]);
  });

  it('leaves two of one kind that stand side by side, and two kinds in one place', () => {
    const all = [seen('cat', 0.9, 0), seen('cat', 0.8, 5), seen('dog', 0.7, 0)];
    expect(suppressOverlaps(all)).toEqual(all);
  });

  it('does not let what is left out leave out others', () => {
    const chain = [seen('cat', 0.9, 0), seen('cat', 0.8, 3), seen('cat', 0.7, 6)];
    expect(suppressOverlaps(chain)).toEqual([chain[0], chain[2]]);
  });
});
