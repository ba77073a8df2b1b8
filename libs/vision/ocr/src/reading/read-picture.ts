import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { OcrOptions } from '../ocr-options.js';
import { flattenLight } from '../pixels/flatten-light.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { measureSlant } from '../pixels/measure-slant.js';
import { headingsToTry, type Heading } from './heading.js';
import { readPage } from './read-page.js';
import { isConvincing, moreCredible, type Reading } from './reading.js';
import { SAMPLED_LINES, samplePage } from './sample-page.js';
import { surveyPage } from './survey-page.js';

/**
 * Reads a picture: evens out its light, finds how its lines run, tries the ways it may lie on a few of them until one
 * convinces, and reads the page that way.
 *
 * @param beforeAttempt told the number of each attempt after the first; ends the reading by throwing
 * @returns the reading that convinced, else the most credible one
 */
export async function readPicture(
  engine: TesseractEngine,
  picture: GreyImage,
  { orientation, page_segmentation }: OcrOptions,
  beforeAttempt: (attempt: number) => Promise<void>,
): Promise<Reading> {
  const flat = flattenLight(picture);
  const [first, ...others] = headingsToTry(measureSlant(flat), orientation);
  const attempt = (heading: Heading): { reading: Reading; readWhole: () => Reading } => {
    const survey = surveyPage(engine, flat, heading);
    const readWhole = (): Reading => readPage(engine, flat, survey, page_segmentation);
    const isShort = survey.lines.length <= SAMPLED_LINES;
    return { reading: isShort ? readWhole() : samplePage(engine, flat, survey), readWhole };
  };
  let best = attempt(first);
  for (const [i, heading] of others.entries()) {
    if (isConvincing(best.reading)) break;
    await beforeAttempt(i + 1);
    const next = attempt(heading);
    best = moreCredible(best.reading, next.reading) === next.reading ? next : best;
  }
  return best.reading.whole ? best.reading : best.readWhole();
}
