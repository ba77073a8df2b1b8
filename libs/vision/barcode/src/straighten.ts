import type { Point } from './geometry.js';
import type { GreyImage } from './grey-image.js';
import type { Region } from './region.js';

/** A part of an image cut out and turned upright. */
export interface StraightenedImage extends GreyImage {
  /** Where a place in the cut-out lies in the image it was cut from. */
  readonly toSource: (point: Point) => Point;
}

/** How to cut. */
export interface Cut {
  /** Pixels of the cut-out for each along the region's x axis. */
  readonly stretch: number;
  /** Pixels along its y axis that become one: averaging them takes noise from bars, which do not change that way. */
  readonly squeeze: number;
  /** Pixels of the image to add at each side. */
  readonly margin: number;
  /** Whether black becomes white. */
  readonly inverted: boolean;
  /** What is done to the cut-out before it is read. */
  readonly enhance: (image: GreyImage) => GreyImage;
}

/** Pixels of the cut-out. */
export function cutSize(region: Region, cut: Cut): number {
  return widthOf(region, cut) * heightOf(region, cut);
}

/** Cuts the region out of the image; what lies outside of the image repeats its edge. */
export function straighten(image: GreyImage, region: Region, cut: Cut): StraightenedImage {
  const { stretch, squeeze, inverted } = cut;
  const width = widthOf(region, cut);
  const height = heightOf(region, cut);
  const cos = Math.cos(region.angle);
  const sin = Math.sin(region.angle);
  const toSource = ({ x, y }: Point): Point => {
    const u = (x - width / 2) / stretch;
    const v = (y - height / 2) * squeeze;
    return { x: region.centre.x + u * cos - v * sin, y: region.centre.y + u * sin + v * cos };
  };
  const samples = Math.max(1, Math.round(squeeze));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < samples; i++) {
        // pixel centres, half a pixel in; the interpolation below counts from the first pixel's centre
        const at = toSource({ x: x + 0.5, y: y + (i + 0.5) / samples });
        sum += interpolate(image, at.x - 0.5, at.y - 0.5);
      }
      const shade = sum / samples;
      data[y * width + x] = Math.round(inverted ? 255 - shade : shade);
    }
  }
  return { ...cut.enhance({ data, width, height }), toSource };
}

function widthOf(region: Region, { margin, stretch }: Cut): number {
  return Math.max(1, Math.round((region.length + 2 * margin) * stretch));
}

function heightOf(region: Region, { margin, squeeze }: Cut): number {
  return Math.max(1, Math.round((region.breadth + 2 * margin) / squeeze));
}

function interpolate({ data, width, height }: GreyImage, x: number, y: number): number {
  const atX = Math.max(0, Math.min(width - 1, x));
  const atY = Math.max(0, Math.min(height - 1, y));
  const left = Math.floor(atX);
  const top = Math.floor(atY);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const fx = atX - left;
  const fy = atY - top;
  const upper = (data[top * width + left] ?? 0) * (1 - fx) + (data[top * width + right] ?? 0) * fx;
  const lower = (data[bottom * width + left] ?? 0) * (1 - fx) + (data[bottom * width + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}
