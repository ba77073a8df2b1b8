import { busyRegions } from './busy-regions.js';
import { evenLight, sharpen } from './enhance.js';
import { gradientGrid } from './gradient-grid.js';
import { halve, type GreyImage } from './grey-image.js';
import { straighten } from './straighten.js';
import { stripedRegions } from './striped-regions.js';

function picture(width: number, height: number, shade: (x: number, y: number) => number): GreyImage {
  const data = Uint8Array.from({ length: width * height }, (_, i) => shade(i % width, Math.floor(i / width)));
  return { data, width, height };
}

/** Bars 4 pixels wide in the rectangle of 240 × 96 around (300, 200), turned clockwise; white elsewhere. */
function bars(degrees: number, light: (x: number) => number = () => 1): GreyImage {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return picture(600, 400, (x, y) => {
    const u = (x - 300) * cos + (y - 200) * sin;
    const v = (y - 200) * cos - (x - 300) * sin;
    const isBar = Math.abs(u) < 120 && Math.abs(v) < 48 && ((Math.floor(u / 4) % 2) + 2) % 2 === 0;
    return (isBar ? 30 : 220) * light(x);
  });
}

/** Dots of 4 pixels at random in the square of 120 around (300, 200); white elsewhere. */
const dots = picture(600, 400, (x, y) => {
  const isInside = Math.abs(x - 300) < 60 && Math.abs(y - 200) < 60;
  const mixed = Math.imul((x >> 2) * 7919 + (y >> 2), 0x9e3779b1);
  const dot = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 31;
  return isInside && dot === 1 ? 30 : 220;
});

describe('where bars are looked for', () => {
  it.each([0, 20, 45, 70, 90, 110, 160])('finds bars turned by %d degrees, and by how much', (degrees) => {
    const [region] = stripedRegions(gradientGrid(bars(degrees)), 6);
    expect(Math.hypot((region?.centre.x ?? 0) - 300, (region?.centre.y ?? 0) - 200)).toBeLessThan(12);
    const off = (region?.angle ?? 0) - (degrees * Math.PI) / 180;
    expect(Math.abs(Math.sin(off))).toBeLessThan(0.035);
    expect(region?.length).toBeGreaterThan(230);
    expect(region?.breadth).toBeGreaterThan(90);
  });

  it('finds none in dots, and none in an even picture', () => {
    expect(stripedRegions(gradientGrid(dots), 6).filter(({ length }) => length > 100)).toEqual([]);
    expect(stripedRegions(gradientGrid(picture(300, 300, () => 128)), 6)).toEqual([]);
  });

  it('finds nothing, and does not fail, in a picture smaller than a cell', () => {
    const grid = gradientGrid(picture(3, 500, (_, y) => y % 255));
    expect([...stripedRegions(grid, 6), ...busyRegions(grid, 6)]).toEqual([]);
  });
});

describe('where dots are looked for', () => {
  it('finds them, not much more around them, and nothing else', () => {
    const regions = busyRegions(gradientGrid(dots), 6);
    expect(regions).toHaveLength(1);
    expect(Math.hypot((regions[0]?.centre.x ?? 0) - 300, (regions[0]?.centre.y ?? 0) - 200)).toBeLessThan(12);
    expect(regions[0]?.length).toBeGreaterThanOrEqual(120);
    expect(regions[0]?.length).toBeLessThanOrEqual(180);
  });
});

describe('cutting out a region', () => {
  const plain = { stretch: 1, squeeze: 1, margin: 0, inverted: false, enhance: (image: GreyImage) => image };

  it('turns slanted bars upright, and tells where a pixel came from', () => {
    const region = {
      centre: { x: 300, y: 200 },
      angle: (30 * Math.PI) / 180,
      length: 200,
      breadth: 40,
      weight: 1,
    };
    const cut = straighten(bars(30), region, plain);
    expect([cut.width, cut.height]).toEqual([200, 40]);
    // each column is one shade from top to bottom, but for the columns that an edge runs through
    const even = Array.from({ length: 200 }, (_, x) =>
      Math.abs((cut.data[x] ?? 0) - (cut.data[39 * 200 + x] ?? 0)),
    );
    expect(even.filter((difference) => difference > 120)).toEqual([]);
    expect(new Set(cut.data).size).toBeGreaterThan(1);
    const centre = cut.toSource({ x: 100, y: 20 });
    expect([centre.x, centre.y]).toEqual([300, 200]);
    expect(cut.toSource({ x: 200, y: 20 }).x).toBeCloseTo(300 + 100 * Math.cos(Math.PI / 6));
  });

  it('stretches, squeezes and inverts as told', () => {
    const region = { centre: { x: 300, y: 200 }, angle: 0, length: 100, breadth: 40, weight: 1 };
    const cut = straighten(bars(0), region, { ...plain, stretch: 2, squeeze: 4, inverted: true });
    expect([cut.width, cut.height]).toEqual([200, 10]);
    expect([Math.min(...cut.data), Math.max(...cut.data)]).toEqual([255 - 220, 255 - 30]);
  });
});

describe('making a cut-out clearer', () => {
  it('halves an image by the mean of four pixels', () => {
    const half = halve(picture(5, 2, (x, y) => 10 * x + y));
    expect([half.width, half.height, ...half.data]).toEqual([2, 1, 6, 26]);
  });

  it('makes bars equally black and white on both sides of a shadow', () => {
    const shaded = bars(0, (x) => (x < 300 ? 1 : 0.4));
    const even = evenLight(shaded, 24);
    const row = even.data.subarray(200 * 600 + 200, 200 * 600 + 400);
    expect(row.filter((shade) => shade < 20).length).toBeGreaterThan(80);
    expect(row.filter((shade) => shade > 235).length).toBeGreaterThan(70);
  });

  it('does not blow up the noise of paper without print', () => {
    const noisy = picture(400, 4, (x, y) => (x < 100 ? (x % 8 < 4 ? 20 : 220) : 215 + ((x * 7 + y * 3) % 6)));
    const paper = evenLight(noisy, 24).data.subarray(200, 400);
    expect(Math.min(...paper)).toBeGreaterThan(180);
  });

  it('steepens a blurred edge, and leaves an even picture as it is', () => {
    const edge = picture(40, 9, (x) => Math.max(60, Math.min(200, 60 + 14 * (x - 15))));
    const steep = sharpen(edge, 4).data;
    expect((steep[4 * 40 + 22] ?? 0) - (steep[4 * 40 + 18] ?? 0)).toBeGreaterThanOrEqual(56);
    expect(steep[4 * 40 + 16]).toBeLessThan(74);
    expect(
      new Set(
        sharpen(
          picture(20, 20, () => 90),
          4,
        ).data,
      ),
    ).toEqual(new Set([90]));
  });
});
