import { rotation } from '../../../libs/vision/ocr/src/geometry/affine.js';
import { flattenLight } from '../../../libs/vision/ocr/src/pixels/flatten-light.js';
import type { GreyImage } from '../../../libs/vision/ocr/src/pixels/grey-image.js';
import { measureSlant } from '../../../libs/vision/ocr/src/pixels/measure-slant.js';
import { warp } from '../../../libs/vision/ocr/src/pixels/warp.js';
import { boxInOriginal, placeUpright } from '../../../libs/vision/ocr/src/reading/placement.js';
import { headingsToTry } from '../../../libs/vision/ocr/src/reading/heading.js';

const INK = 30;
const PAPER = 240;

function draw(width: number, height: number, level: (x: number, y: number) => number): GreyImage {
  const data = Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { data, width, height };
}

/** Lines of strokes, 3 px wide and 12 high, with gaps as between letters and words. */
const page = draw(600, 400, (x, y) => {
  const inLine = y > 30 && y < 370 && y % 30 < 12 && x > 40 && x < 560;
  return inLine && x % 8 < 3 && x % 56 > 10 ? INK : PAPER;
});

describe('flattenLight', () => {
  it('makes paper white and keeps ink dark under light that falls off to a fifth', () => {
    const dim = draw(600, 400, (x, y) => ((page.data[y * 600 + x] ?? 0) * (600 - 0.8 * x)) / 600);
    const flat = flattenLight(dim);
    const levels = (of: number): Uint8Array => flat.data.filter((_, i) => page.data[i] === of).sort();
    expect(levels(PAPER)[0]).toBeGreaterThan(200);
    expect(levels(INK).at(-1)).toBeLessThan(80);
  });

  it('leaves the inside of a large letter dark', () => {
    const letter = draw(800, 600, (x, y) => (x > 380 && x < 420 && y > 100 && y < 500 ? INK : PAPER));
    expect(flattenLight(letter).data[300 * 800 + 400]).toBeLessThan(80);
  });
});

describe('measureSlant', () => {
  it.each([-12, -3, 0, 1.5, 8])('finds lines that fall by %d degrees', (degrees) => {
    const { across, down } = measureSlant(turned(page, degrees));
    expect((across.radians * 180) / Math.PI).toBeCloseTo(degrees, 0);
    expect(across.sharpness).toBeGreaterThan(down.sharpness);
  });

  it('tells lines that run up or down', () => {
    const { page: size, toPicture } = placeUpright(page, { quarterTurns: 3, radians: 0 }, 1);
    const { across, down } = measureSlant(warp(page, toPicture, size.width, size.height));
    expect(down.sharpness).toBeGreaterThan(2 * across.sharpness);
  });

  it('has no opinion on an empty page', () => {
    const none = { radians: 0, sharpness: 0 };
    expect(measureSlant(draw(50, 50, () => PAPER))).toEqual({ across: none, down: none });
  });
});

describe('headingsToTry', () => {
  const clear = { radians: 0.1, sharpness: 100 };
  const dull = { radians: 0.2, sharpness: 10 };
  const order = (across: typeof clear, down: typeof clear, orientation: 'auto' | 'upright'): number[][] =>
    headingsToTry({ across, down }, orientation).map(({ quarterTurns, radians }) => [quarterTurns, radians]);

  it('tries the axis of the lines first, and straight lines last', () => {
    expect(order(clear, dull, 'auto')).toEqual([
      [0, 0.1],
      [2, 0.1],
      [0, 0],
      [2, 0],
    ]);
    expect(order(dull, clear, 'auto').slice(0, 3)).toEqual([
      [1, 0.1],
      [3, 0.1],
      [0, 0.2],
    ]);
    expect(order(clear, { ...dull, sharpness: 60 }, 'auto').map(([turns]) => turns)).toEqual([
      0, 2, 1, 3, 0, 2,
    ]);
  });

  it('tries no other way for a picture that is said to be upright', () => {
    expect(order(dull, clear, 'upright')).toEqual([
      [0, 0.2],
      [0, 0],
    ]);
  });
});

describe('boxInOriginal', () => {
  const picture = { width: 200, height: 100 };
  const original = { width: 400, height: 200 };

  it.each([
    [0, { x0: 20, y0: 10, x1: 60, y1: 20 }],
    [1, { x0: 80, y0: 20, x1: 90, y1: 60 }],
    [2, { x0: 140, y0: 80, x1: 180, y1: 90 }],
    [3, { x0: 10, y0: 140, x1: 20, y1: 180 }],
  ] as const)('leads back from a page turned by %i quarters', (quarterTurns, found) => {
    for (const scale of [1, 2.5]) {
      const placement = placeUpright(picture, { quarterTurns, radians: 0 }, scale);
      const box = { x0: found.x0 * scale, y0: found.y0 * scale, x1: found.x1 * scale, y1: found.y1 * scale };
      expect(boxInOriginal(box, placement, picture, original)).toEqual({
        x: 40,
        y: 20,
        width: 80,
        height: 20,
      });
    }
  });

  it('stays inside the picture, and holds at least a pixel of it', () => {
    const placement = placeUpright(picture, { quarterTurns: 0, radians: 0.2 }, 1);
    const { x, y, width, height } = boxInOriginal(
      { x0: -900, y0: -900, x1: -890, y1: -890 },
      placement,
      picture,
      original,
    );
    expect([x, y, width, height].every(Number.isInteger)).toBe(true);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
    expect(x + width).toBeLessThanOrEqual(400);
    expect(y + height).toBeLessThanOrEqual(200);
  });
});

function turned(image: GreyImage, degrees: number): GreyImage {
  const centre = { x: image.width / 2, y: image.height / 2 };
  return warp(image, rotation((-degrees * Math.PI) / 180, centre, centre), image.width, image.height);
}
