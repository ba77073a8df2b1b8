import { BARCODE_FORMATS, type BarcodeFormat } from './barcode-formats.js';
import { busyRegions } from './busy-regions.js';
import { evenLight, sharpen } from './enhance.js';
import { isEasilyMistaken, isLinear, type Finding } from './finding.js';
import { contains, lengthOf, mapQuad, orientationOf, type Point } from './geometry.js';
import { gradientGrid } from './gradient-grid.js';
import { halve, type GreyImage } from './grey-image.js';
import { mergeFindings } from './merge-findings.js';
import type { Region } from './region.js';
import { cutSize, straighten, type Cut } from './straighten.js';
import { stripedRegions } from './striped-regions.js';
import { readPass } from './zxing-reader.js';

/** What to look for, and how hard. */
export interface Search {
  readonly formats: readonly BarcodeFormat[];
  readonly maxCodes: number;
  /** Whether to look beyond one pass over the whole image. */
  readonly tryHarder: boolean;
}

/** An image or one of its reductions; `scale` is how many times larger the image is. */
type Level = GreyImage & { readonly scale: number };

/** A region, the cuts to try it with until one is read, and what to read there. */
interface Attempt {
  readonly region: Region;
  readonly cuts: readonly Cut[];
  readonly formats: readonly BarcodeFormat[];
}

/** Reduced images end when their longer side is below this, in pixels. */
const SMALLEST_LEVEL = 600;
/** Regions of each kind tried at each level. */
const REGIONS = 6;
/** Pixels of cut-outs that may be read at each level: they cost about a tenth of a millisecond a thousand. */
const LEVEL_BUDGET = 1_500_000;
/** Pixels around a region: the white that every code needs at its ends. */
const MARGIN = 12;

/**
 * Finds the codes of an image, cheapest way first: one pass over the whole image reads most grids of dots at any angle,
 * and bars that lie nearly level or upright. Then each region of bars or dots that no code was read in is cut out, at
 * the scales it shows at, turned straight and read by itself.
 */
export async function findCodes(image: GreyImage, search: Search): Promise<readonly Finding[]> {
  const found = [...(await readPass(image, { formats: search.formats, tryDownscale: true }))];
  if (search.tryHarder) {
    for (const level of levelsOf(image)) await readRegions(level, search, found);
  }
  return mergeFindings(found).slice(0, search.maxCodes);
}

/** Smallest first: there regions are quick to read. */
function levelsOf(image: GreyImage): readonly Level[] {
  const levels: Level[] = [{ ...image, scale: 1 }];
  for (let last = levels[0]; last !== undefined && Math.max(last.width, last.height) / 2 >= SMALLEST_LEVEL;) {
    last = { ...halve(last), scale: last.scale * 2 };
    levels.unshift(last);
  }
  return levels;
}

async function readRegions(level: Level, search: Search, found: Finding[]): Promise<void> {
  let budget = LEVEL_BUDGET;
  for (const { region, cuts, formats } of attemptsOn(level, search)) {
    const known = found.filter((finding) => covers(finding, region, level.scale));
    if (known.some((finding) => explains(finding, region))) continue;
    // what was read aslant needs no more than the plainest cut to be read again straight
    const again = known.map(({ format }) => format);
    for (const cut of again.length > 0 ? cuts.slice(0, 1) : cuts) {
      budget -= cutSize(region, cut);
      if (budget < 0) return;
      const read = await readRegion(level, region, cut, again.length > 0 ? again : formats);
      found.push(...read);
      if (read.length > 0) break;
    }
  }
}

function attemptsOn(level: Level, search: Search): readonly Attempt[] {
  const barred = search.formats.filter((format) => BARCODE_FORMATS[format].kind !== 'matrix');
  const dotted = search.formats.filter((format) => BARCODE_FORMATS[format].kind === 'matrix');
  const grid = gradientGrid(level);
  const bars = barred.length === 0 ? [] : stripedRegions(grid, REGIONS);
  const dots = dotted.length === 0 ? [] : busyRegions(grid, REGIONS);
  return [
    ...bars.map((region) => ({ region, cuts: cutsForBars(region), formats: barred })),
    ...dots.map((region) => ({ region, cuts: CUTS_FOR_DOTS, formats: dotted })),
  ];
}

/** As it is, then with noise, blur and uneven light taken off; each also with black and white exchanged. */
function cutsForBars(region: Region): readonly Cut[] {
  const stretch = region.length < 400 ? 2 : 1;
  const rows = Math.min(8, Math.max(1, region.breadth / 16));
  const clear = (image: GreyImage): GreyImage => evenLight(sharpen(image, 4), 48);
  return [false, true].flatMap((inverted) => [
    { stretch, squeeze: 1 / stretch, margin: MARGIN, inverted, enhance: unchanged },
    { stretch: 2, squeeze: rows, margin: MARGIN, inverted, enhance: clear },
  ]);
}

/** Small dots are read better enlarged, blurred ones sharpened; zxing itself exchanges black and white here. */
const CUTS_FOR_DOTS: readonly Cut[] = [
  { stretch: 2, squeeze: 1 / 2, margin: MARGIN, inverted: false, enhance: unchanged },
  { stretch: 2, squeeze: 1 / 2, margin: MARGIN, inverted: false, enhance: (image) => sharpen(image, 6) },
];

function unchanged(image: GreyImage): GreyImage {
  return image;
}

/** Whether the middle of the region lies in that code, all of it and not a part. */
function covers(finding: Finding, region: Region, scale: number): boolean {
  const { quad } = finding;
  if (!contains(quad, { x: region.centre.x * scale, y: region.centre.y * scale })) return false;
  return !isLinear(finding) || lengthOf(quad) > 0.6 * region.length * scale;
}

/**
 * Whether nothing is left to be read there. Bars that lines were seen to cross aslant are worth another look: read
 * straight, they tell where the code really lies.
 */
function explains(finding: Finding, region: Region): boolean {
  if (!isLinear(finding)) return true;
  return Math.abs(Math.sin((orientationOf(finding.quad) * Math.PI) / 180 - region.angle)) < STRAIGHT;
}

/** Sine of the angle up to which bars count as crossed straight. */
const STRAIGHT = 0.1;

async function readRegion(
  level: Level,
  region: Region,
  cut: Cut,
  formats: readonly BarcodeFormat[],
): Promise<readonly Finding[]> {
  const straight = straighten(level, region, cut);
  const read = await readPass(straight, { formats, tryDownscale: false });
  const toImage = (point: Point): Point => {
    const { x, y } = straight.toSource(point);
    return { x: x * level.scale, y: y * level.scale };
  };
  const spans = (finding: Finding): boolean =>
    !isEasilyMistaken(finding) || lengthOf(finding.quad) > 0.6 * region.length * cut.stretch;
  return read.filter(spans).map((finding) => ({ ...finding, quad: mapQuad(finding.quad, toImage) }));
}
