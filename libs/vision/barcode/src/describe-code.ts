import type { BarcodeCode } from './barcode-output.js';
import type { Finding } from './finding.js';
import { mapQuad, orientationOf, type Point } from './geometry.js';

/** A finding as it is told: corners in pixels of the original image, to a tenth. */
export function describeCode(finding: Finding, scale: Point): BarcodeCode {
  const quad = mapQuad(finding.quad, ({ x, y }) => ({ x: toTenth(x * scale.x), y: toTenth(y * scale.y) }));
  return {
    format: finding.format,
    text: finding.text,
    bytes: Buffer.from(finding.bytes).toString('base64'),
    position: {
      top_left: quad.topLeft,
      top_right: quad.topRight,
      bottom_right: quad.bottomRight,
      bottom_left: quad.bottomLeft,
    },
    orientation: orientationOf(quad),
  };
}

function toTenth(pixels: number): number {
  return Math.round(pixels * 10) / 10 + 0; // + 0 turns −0 into 0
}
