import type { Affine } from '../geometry/affine.js';
import type { GreyImage } from './grey-image.js';

const WHITE = 255;

/**
 * Draws a picture anew through a mapping, with bilinear interpolation; what lies outside the source is white.
 *
 * @param toSource takes a point of the new picture to its place in `source`
 * @param width of the new picture, in pixels
 * @param height of the new picture, in pixels
 */
export function warp(source: GreyImage, toSource: Affine, width: number, height: number): GreyImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    // Pixel centres lie at halves in the plane, and at whole numbers in `sample`.
    let sourceX = toSource.a * 0.5 + toSource.c * (y + 0.5) + toSource.e - 0.5;
    let sourceY = toSource.b * 0.5 + toSource.d * (y + 0.5) + toSource.f - 0.5;
    for (let x = 0; x < width; x++) {
      data[y * width + x] = sample(source, sourceX, sourceY);
      sourceX += toSource.a;
      sourceY += toSource.b;
    }
  }
  return { data, width, height };
}

function sample({ data, width, height }: GreyImage, x: number, y: number): number {
  if (x <= -1 || y <= -1 || x >= width || y >= height) return WHITE;
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const u = Math.max(0, x - left);
  const v = Math.max(0, y - top);
  const upper = (data[top * width + left] ?? 0) * (1 - u) + (data[top * width + right] ?? 0) * u;
  const lower = (data[bottom * width + left] ?? 0) * (1 - u) + (data[bottom * width + right] ?? 0) * u;
  return Math.round(upper * (1 - v) + lower * v);
}
