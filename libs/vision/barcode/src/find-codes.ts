import { BARCODE_FORMATS, type BarcodeFormat } from './barcode-formats.js';
import { isEasilyMistaken, type Finding } from './finding.js';
import { contains, lengthOf, mapQuad, type Point } from './geometry.js';
import { gradientGrid } from './gradient-grid.js';
import { halve, type GreyImage } from './grey-image.js';
import { mergeFindings } from './merge-findings.js';
import { straighten, type Cut } from './straighten.js';
import { stripedRegions, type StripedRegion } from './striped-regions.js';
import { readPass, type PassSettings } from './zxing-reader.js';

/** What to look for, and how hard. */
export interface Search {
  readonly formats: readonly BarcodeFormat[];
  readonly maxCodes: number;
  /** Whether to look beyond one pass over the whole image. */
  readonly tryHarder: boolean;
}

/** An image with the images that are half, a quarter, … its size. */
type Level = GreyImage & { readonly scale: number };

/** Reduced images end when their longer side is below this, in pixels. */
const SMALLEST_LEVEL = 600;
/** Regions tried at each level. */
const REGIONS = 6;

/**
 * Finds the codes of an image, cheapest way first: one pass over the whole image reads most grids of dots at any angle,
 * and bars that lie nearly level or upright. Then each striped region that no code was read in is cut out at the scales
 * it shows at, turned straight, and read by itself.
 */
export async function findCodes(image: GreyImage, search: Search): Promise<readonly Finding[]> {
  const found = [...(await readPass(image, wholeImage(search.formats)))];
  if (search.tryHarder) {
    for (const level of levelsOf(image)) await readRegions(level, search, found);
  }
  return mergeFindings(found).slice(0, search.maxCodes);
}

function wholeImage(formats: readonly BarcodeFormat[]): PassSettings {
  return {
    formats,
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    binarizer: 'LocalAverage',
  };
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

async function readRegions(level: Level, { formats }: Search, found: Finding[]): Promise<void> {
  const barred = formats.filter((format) => BARCODE_FORMATS[format].kind !== 'matrix');
  if (barred.length === 0) return;
  for (const region of stripedRegions(gradientGrid(level), REGIONS)) {
    if (found.some((finding) => explains(finding, region, level.scale))) continue;
    for (const cut of cutsFor(region)) {
      const read = await readRegion(level, region, cut, barred);
      found.push(...read);
      if (read.length > 0) break;
    }
  }
}

/** Whether the region is that code, or lies in it: a part of a code does not explain the whole. */
function explains(finding: Finding, region: StripedRegion, scale: number): boolean {
  const centre = { x: region.centre.x * scale, y: region.centre.y * scale };
  if (!contains(finding.quad, centre)) return false;
  return (
    finding.lines === 0 || !isEasilyMistaken(finding) || lengthOf(finding.quad) > 0.6 * region.length * scale
  );
}

function cutsFor(region: StripedRegion): readonly Cut[] {
  const margin = 12;
  const stretch = region.length < 400 ? 2 : 1;
  const rows = Math.min(8, Math.max(1, region.breadth / 16));
  return [
    { stretch, squeeze: 1 / stretch, margin },
    { stretch: 2, squeeze: rows, margin },
  ];
}

async function readRegion(
  level: Level,
  region: StripedRegion,
  cut: Cut,
  formats: readonly BarcodeFormat[],
): Promise<readonly Finding[]> {
  const straight = straighten(level, region, cut);
  const read = await readPass(straight, {
    formats,
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: false,
    binarizer: 'LocalAverage',
  });
  const toImage = (point: Point): Point => {
    const { x, y } = straight.toSource(point);
    return { x: x * level.scale, y: y * level.scale };
  };
  const spans = (finding: Finding): boolean =>
    !isEasilyMistaken(finding) || lengthOf(finding.quad) > 0.6 * region.length * cut.stretch;
  return read.filter(spans).map((finding) => ({ ...finding, quad: mapQuad(finding.quad, toImage) }));
}
