import { chained, fromWindow, mapped, rotation, scaling, type Affine } from '../geometry/affine.js';
import type { EngineBox } from '../engine/engine-page.js';
import type { OcrBox } from '../ocr-result.js';
import type { Heading } from './heading.js';

/** Width and height, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a page made for reading lies over the picture it was made from. */
export interface Placement {
  readonly page: Size;
  /** From the page to the picture. */
  readonly toPicture: Affine;
}

/** Turns a picture upright, straightens its lines and scales it; the page is large enough for all its corners. */
export function placeUpright(picture: Size, heading: Heading, scale: number): Placement {
  const clockwise = heading.quarterTurns * (Math.PI / 2) - heading.radians;
  const cos = Math.abs(Math.cos(clockwise));
  const sin = Math.abs(Math.sin(clockwise));
  const page = {
    width: Math.max(1, Math.round((picture.width * cos + picture.height * sin) * scale)),
    height: Math.max(1, Math.round((picture.width * sin + picture.height * cos) * scale)),
  };
  const back = rotation(-clockwise, centre(scaledBy(page, 1 / scale)), centre(picture));
  return { page, toPicture: chained(fromWindow(0, 0, scale), back) };
}

/**
 * Takes a box found on the page to the original picture: the smallest upright rectangle around it, within the picture.
 *
 * @param picture the pixels the page was made from
 * @param original the same picture before it was scaled down
 */
export function boxInOriginal(box: EngineBox, placement: Placement, picture: Size, original: Size): OcrBox {
  const toOriginal = chained(
    placement.toPicture,
    scaling(original.width / picture.width, original.height / picture.height),
  );
  const corners = [
    mapped(toOriginal, box.x0, box.y0),
    mapped(toOriginal, box.x1, box.y0),
    mapped(toOriginal, box.x1, box.y1),
    mapped(toOriginal, box.x0, box.y1),
  ];
  const across = span(
    corners.map(({ x }) => x),
    original.width,
  );
  const down = span(
    corners.map(({ y }) => y),
    original.height,
  );
  return { x: across.from, y: down.from, width: across.to - across.from, height: down.to - down.from };
}

/** At least one pixel of the `length` there are. */
function span(values: readonly number[], length: number): { readonly from: number; readonly to: number } {
  const from = Math.min(length - 1, Math.max(0, Math.round(Math.min(...values))));
  const to = Math.min(length, Math.max(from + 1, Math.round(Math.max(...values))));
  return { from, to };
}

function centre({ width, height }: Size): { readonly x: number; readonly y: number } {
  return { x: width / 2, y: height / 2 };
}

function scaledBy({ width, height }: Size, factor: number): Size {
  return { width: width * factor, height: height * factor };
}
