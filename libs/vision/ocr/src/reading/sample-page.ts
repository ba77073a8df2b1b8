import { chained, fromWindow } from '../geometry/affine.js';
import type { EngineLine } from '../engine/engine-page.js';
import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { warp } from '../pixels/warp.js';
import { BEST_LINE_HEIGHT_PX, lineHeight } from './line-height.js';
import { meanConfidence, type Reading } from './reading.js';
import type { Survey } from './survey-page.js';

/** Enough to tell heads from tails; a page of no more lines is read whole at once. */
export const SAMPLED_LINES = 5;
/** How much of a line is read, in its own heights: some four words. */
const SAMPLED_HEIGHTS = 14;
/** White around a line, in its own heights. */
const MARGIN_HEIGHTS = 0.3;

/** Reads the middle of the longest lines, to see whether the page lies this way. */
export function samplePage(engine: TesseractEngine, picture: GreyImage, survey: Survey): Reading {
  const { heading, placement } = survey;
  const longest = survey.lines
    .toSorted((one, other) => width(other) / lineHeight(other) - width(one) / lineHeight(one))
    .slice(0, SAMPLED_LINES);
  const lines = longest.flatMap((line) => {
    const read = engine.read(windowOn(picture, survey, line), 'single_line');
    return isCut(line) ? read.map(withoutCutWords) : read;
  });
  return {
    heading,
    placement,
    lines,
    confidence: meanConfidence(lines.flatMap(({ words }) => words)),
    whole: false,
  };
}

function isCut(line: EngineLine): boolean {
  return width(line) > SAMPLED_HEIGHTS * lineHeight(line);
}

/** Its first and last words are likely to be halves. */
function withoutCutWords(line: EngineLine): EngineLine {
  return { ...line, words: line.words.slice(1, -1) };
}

function windowOn(picture: GreyImage, { placement }: Survey, line: EngineLine): GreyImage {
  const height = lineHeight(line);
  const margin = MARGIN_HEIGHTS * height;
  const scale = BEST_LINE_HEIGHT_PX / height;
  const across = Math.min(width(line), SAMPLED_HEIGHTS * height) + 2 * margin;
  const left = (line.box.x0 + line.box.x1 - across) / 2;
  return warp(
    picture,
    chained(fromWindow(left, line.box.y0 - margin, scale), placement.toPicture),
    Math.ceil(across * scale),
    Math.ceil((height + 2 * margin) * scale),
  );
}

function width({ box }: EngineLine): number {
  return box.x1 - box.x0;
}
