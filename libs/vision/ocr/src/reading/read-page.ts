import type { Segmentation } from '../engine/segmentation.js';
import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { warp } from '../pixels/warp.js';
import { BEST_LINE_HEIGHT_PX, middleLineHeight } from './line-height.js';
import { placeUpright } from './placement.js';
import { meanConfidence, type Reading } from './reading.js';
import type { Survey } from './survey-page.js';

const LEAST_SCALE = 0.5;
const MOST_SCALE = 4;
const MOST_SIDE_PX = 4000;

/** Reads a whole page at the scale that suits the size of its letters. */
export function readPage(
  engine: TesseractEngine,
  picture: GreyImage,
  survey: Survey,
  segmentation: Segmentation,
): Reading {
  const { heading } = survey;
  const placement = placeUpright(picture, heading, readingScale(survey, picture));
  if (survey.lines.length === 0 && segmentation === 'auto') {
    return { heading, placement, lines: [], confidence: 0, whole: true };
  }
  const { page, toPicture } = placement;
  const lines = engine.read(warp(picture, toPicture, page.width, page.height), segmentation);
  return {
    heading,
    placement,
    lines,
    confidence: meanConfidence(lines.flatMap(({ words }) => words)),
    whole: true,
  };
}

/** How much a picture must grow or shrink for its middle line to have the height that reads best. */
function readingScale({ lines, scale }: Survey, picture: GreyImage): number {
  const mostScale = Math.min(MOST_SCALE, MOST_SIDE_PX / Math.max(picture.width, picture.height));
  const wanted = lines.length === 0 ? 1 : (BEST_LINE_HEIGHT_PX * scale) / middleLineHeight(lines);
  return Math.min(mostScale, Math.max(LEAST_SCALE, wanted));
}
