import type { EngineLine } from '../engine/engine-page.js';
import type { TesseractEngine } from '../engine/tesseract-engine.js';
import type { GreyImage } from '../pixels/grey-image.js';
import { warp } from '../pixels/warp.js';
import type { Heading } from './heading.js';
import { placeUpright, type Placement } from './placement.js';

/** Where the lines of a page are that lies one way, before any of them is read. */
export interface Survey {
  readonly heading: Heading;
  readonly placement: Placement;
  /** Boxes in pixels of the page. */
  readonly lines: readonly EngineLine[];
  /** Pixels of the page for each of the picture. */
  readonly scale: number;
}

/** Lines are looked for on a page of at most this side: enough to find them, and soon done. */
const SURVEY_SIDE_PX = 2000;

/** Looks for the lines of a picture as if it lay as `heading` says. */
export function surveyPage(engine: TesseractEngine, picture: GreyImage, heading: Heading): Survey {
  const scale = Math.min(1, SURVEY_SIDE_PX / Math.max(picture.width, picture.height));
  const placement = placeUpright(picture, heading, scale);
  const { page, toPicture } = placement;
  const lines = engine.findLines(warp(picture, toPicture, page.width, page.height));
  return { heading, placement, lines, scale };
}
