import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { OcrOptions } from '../ocr-options.js';
import { flattenLight } from '../pixels/flatten-light.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { measureSlant } from '../pixels/measure-slant.js';
import { headingsToTry } from './heading.js';
import { readPage } from './read-page.js';
import { isConvincing, moreCredible, type Reading } from './reading.js';

/** Told before each attempt; answers whether there is time for one more that takes as long as the longest so far. */
export type MayGoOn = (attempt: number, longestMs: number) => boolean;

/**
 * Reads a picture: evens out its light, finds how its lines run, and reads it in the ways it may lie until one
 * convinces.
 *
 * @returns the reading that convinced, else the most credible one
 */
export function readPicture(
  engine: TesseractEngine,
  picture: GreyImage,
  options: OcrOptions,
  mayGoOn: MayGoOn,
): Reading {
  const flat = flattenLight(picture);
  const [first, ...others] = headingsToTry(measureSlant(flat), options.orientation);
  let longestMs = 0;
  const attempt = (heading: typeof first): Reading => {
    const started = performance.now();
    const reading = readPage(engine, flat, heading, options.page_segmentation);
    longestMs = Math.max(longestMs, performance.now() - started);
    return reading;
  };
  let best = attempt(first);
  for (const [i, heading] of others.entries()) {
    if (isConvincing(best) || !mayGoOn(i + 1, longestMs)) break;
    best = moreCredible(best, attempt(heading));
  }
  return best;
}
