import { scaling } from '../geometry/affine.js';
import type { GreyImage } from './grey-image.js';
import { inkThreshold } from './ink-threshold.js';
import { warp } from './warp.js';

/** The slant at which a page looks most like lines of text, along one of its axes. */
export interface AxisSlant {
  /** How far the lines fall to the right, in radians. */
  readonly radians: number;
  /** How much it looks like lines: comparable between the axes of one page only. */
  readonly sharpness: number;
}

/** What can be told of the run of a page's lines without reading them. */
export interface Slant {
  /** As if the lines ran across. */
  readonly across: AxisSlant;
  /** As if they ran up or down, told of the page after a quarter turn clockwise. */
  readonly down: AxisSlant;
}

const WORKING_SIDE_PX = 800;
const MOST_DEGREES = 20;
const COARSE_DEGREES = 1;
const FINE_DEGREES = 0.1;
/** Enough for the lines of a full page; more only costs time. */
const MOST_POINTS = 40_000;

/** Edges of ink, as points around the middle of the page. */
interface Edges {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * Finds the slant at which ink falls into the sharpest rows: across lines of text, rows of strokes and rows of paper
 * alternate; at any other angle they blur. Tells lines across from lines up and down, not heads from tails.
 */
export function measureSlant(page: GreyImage): Slant {
  const small = shrunken(page);
  // Strokes have one left edge a row, however thick they are; borders and rules along a row have next to none.
  const across = sharpest(edgesOf(small, 1));
  const upperEdges = edgesOf(small, small.width);
  const down = sharpest({ x: upperEdges.y.map((y) => -y), y: upperEdges.x });
  return { across, down };
}

function shrunken(page: GreyImage): GreyImage {
  const factor = Math.min(1, WORKING_SIDE_PX / Math.max(page.width, page.height));
  const width = Math.max(1, Math.round(page.width * factor));
  const height = Math.max(1, Math.round(page.height * factor));
  return warp(page, scaling(page.width / width, page.height / height), width, height);
}

/** Ink whose neighbour `back` pixels before it is paper. */
function edgesOf({ data, width, height }: GreyImage, back: number): Edges {
  const threshold = inkThreshold({ data, width, height });
  const found: number[] = [];
  for (let i = back; i < data.length; i++) {
    if ((data[i] ?? 0) <= threshold && (data[i - back] ?? 0) > threshold) found.push(i);
  }
  const step = Math.max(1, found.length / MOST_POINTS);
  const chosen = Array.from(
    { length: Math.floor(found.length / step) },
    (_, i) => found[Math.floor(i * step)] ?? 0,
  );
  return {
    x: Float32Array.from(chosen, (i) => (i % width) - width / 2),
    y: Float32Array.from(chosen, (i) => Math.floor(i / width) - height / 2),
  };
}

function sharpest(edges: Edges): AxisSlant {
  let best = { degrees: 0, sharpness: sharpnessAt(edges, 0) };
  const search = (from: number, to: number, step: number): void => {
    for (let degrees = from; degrees <= to; degrees += step) {
      const sharpness = sharpnessAt(edges, degrees);
      if (sharpness > best.sharpness) best = { degrees, sharpness };
    }
  };
  search(-MOST_DEGREES, MOST_DEGREES, COARSE_DEGREES);
  search(best.degrees - COARSE_DEGREES, best.degrees + COARSE_DEGREES, FINE_DEGREES);
  return { radians: (best.degrees * Math.PI) / 180, sharpness: best.sharpness };
}

/** The sum of the squared steps from row to row, rows falling to the right by `degrees`. */
function sharpnessAt(edges: Edges, degrees: number): number {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const middle = 2 * WORKING_SIDE_PX;
  const rows = new Float64Array(2 * middle);
  for (let i = 0; i < edges.x.length; i++) {
    const row = middle + Math.round((edges.y[i] ?? 0) * cos - (edges.x[i] ?? 0) * sin);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return sum;
}
