import type { JsonObject } from '@gatehouse/contracts';
import type { CaptionedBox } from './captioned-box.js';

/** What is drawn on an image. Travels to the decoder's process as JSON. */
export interface RenderRequest {
  /** The picture is scaled down until neither side is longer. */
  readonly maxSide: number;
  /** As of a decode request. */
  readonly maxPixels: number;
  readonly cpuMs: number;
  /** In pixels of the upright image, before it is scaled down. */
  readonly boxes: readonly CaptionedBox[];
}

/** Whether a call's header asks for a picture with boxes rather than for pixels. */
export function asksForPicture(header: JsonObject): boolean {
  return Array.isArray(header['boxes']);
}

/** The request in a call's header. Host and program are of one build, so anything else is a defect. */
export function readRenderRequest(header: JsonObject): RenderRequest {
  const { maxSide, maxPixels, cpuMs, boxes } = header;
  if (
    typeof maxSide !== 'number' ||
    typeof maxPixels !== 'number' ||
    typeof cpuMs !== 'number' ||
    !Array.isArray(boxes)
  ) {
    throw new TypeError('not a render request');
  }
  return { maxSide, maxPixels, cpuMs, boxes: boxes.map((box) => readBox(box)) };
}

function readBox(given: unknown): CaptionedBox {
  const { x, y, width, height, caption } = given as Partial<CaptionedBox>; // each is looked at below
  if (
    typeof x !== 'number' ||
    typeof y !== 'number' ||
    typeof width !== 'number' ||
    typeof height !== 'number' ||
    typeof caption !== 'string'
  ) {
    throw new TypeError('not a box');
  }
  return { x, y, width, height, caption };
}
