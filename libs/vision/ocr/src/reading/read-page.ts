import type { EngineLine } from '../engine/engine-page.js';
import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { Segmentation } from '../engine/segmentation.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { warp } from '../pixels/warp.js';
import type { Heading } from './heading.js';
import { placeUpright } from './placement.js';
import { meanConfidence, type Reading } from './reading.js';

/** Lines are looked for on a page of at most this side: enough to find them, and soon done. */
const FINDING_SIDE_PX = 2000;
/** Height of a line at which the engine reads best, measured from 22 to 46. */
const LINE_HEIGHT_PX = 32;
const LEAST_SCALE = 0.5;
const MOST_SCALE = 4;
const MOST_SIDE_PX = 4000;

/** Reads a picture as if it lay as `heading` says, at the scale that suits the size of its letters. */
export function readPage(
  engine: TesseractEngine,
  picture: GreyImage,
  heading: Heading,
  segmentation: Segmentation,
): Reading {
  const findingScale = Math.min(1, FINDING_SIDE_PX / Math.max(picture.width, picture.height));
  const found = engine.findLines(drawn(picture, heading, findingScale));
  const scale = readingScale(found, findingScale, picture);
  const placement = placeUpright(picture, heading, scale);
  if (found.length === 0 && segmentation === 'auto') return { heading, placement, lines: [], confidence: 0 };
  const lines = engine.read(
    warp(picture, placement.toPicture, placement.page.width, placement.page.height),
    segmentation,
  );
  return { heading, placement, lines, confidence: meanConfidence(lines.flatMap(({ words }) => words)) };
}

/** How much a picture must grow or shrink for the middle one of its lines to have the height that reads best. */
function readingScale(found: readonly EngineLine[], foundAt: number, picture: GreyImage): number {
  const mostScale = Math.min(MOST_SCALE, MOST_SIDE_PX / Math.max(picture.width, picture.height));
  const heights = found.map(({ box }) => (box.y1 - box.y0) / foundAt).sort((one, other) => one - other);
  const middle = heights[Math.floor(heights.length / 2)] ?? LINE_HEIGHT_PX;
  return Math.min(mostScale, Math.max(LEAST_SCALE, LINE_HEIGHT_PX / Math.max(1, middle)));
}

function drawn(picture: GreyImage, heading: Heading, scale: number): GreyImage {
  const { page, toPicture } = placeUpright(picture, heading, scale);
  return warp(picture, toPicture, page.width, page.height);
}
