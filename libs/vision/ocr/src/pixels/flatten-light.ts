import { scaling } from '../geometry/affine.js';
import type { GreyImage } from './grey-image.js';
import { warp } from './warp.js';

/** Cells along the longer side: fine enough to follow the edge of a shadow. */
const CELLS = 80;
const MIN_CELL_PX = 8;
/** Dark spots up to twice this many cells wide are ink of large letters, not shadow. */
const INK_CELLS = 2;
/** Paper is what is brighter than this share of a cell: also of one that bold text fills. */
const PAPER_QUANTILE = 0.85;
/** Paper is never taken to be darker than this, lest the grain of a black table be blown up into letters. */
const DARKEST_PAPER = 20;

/**
 * Divides a picture by the brightness of its paper, place by place, so that shadows, lamplight and the fall-off of a
 * lens disappear and paper is white everywhere. Expects dark text on light paper.
 */
export function flattenLight(image: GreyImage): GreyImage {
  const { width, height } = image;
  const grid = smoothed(closed(paperGrid(image)));
  const paper = warp(grid, scaling(grid.width / width, grid.height / height), width, height);
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.min(255, ((image.data[i] ?? 0) * 255) / Math.max(DARKEST_PAPER, paper.data[i] ?? 0));
  }
  return { data, width, height };
}

/** A small picture whose pixels are the paper's brightness in one cell each. */
function paperGrid(image: GreyImage): GreyImage {
  const cell = Math.max(MIN_CELL_PX, Math.ceil(Math.max(image.width, image.height) / CELLS));
  const width = Math.ceil(image.width / cell);
  const height = Math.ceil(image.height / cell);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data[row * width + column] = paperLevel(image, column * cell, row * cell, cell);
    }
  }
  return { data, width, height };
}

function paperLevel({ data, width, height }: GreyImage, left: number, top: number, cell: number): number {
  const right = Math.min(width, left + cell);
  const bottom = Math.min(height, top + cell);
  const histogram = new Uint32Array(256);
  for (let y = top; y < bottom; y++) {
    for (let i = y * width + left; i < y * width + right; i++) {
      const level = data[i] ?? 0;
      histogram[level] = (histogram[level] ?? 0) + 1;
    }
  }
  let darker = 0;
  const wanted = PAPER_QUANTILE * (right - left) * (bottom - top);
  for (let level = 0; level < 256; level++) {
    darker += histogram[level] ?? 0;
    if (darker >= wanted) return level;
  }
  return 255;
}

/** Fills dark spots, leaving the edges of larger dark areas where they are: a morphological closing. */
function closed(grid: GreyImage): GreyImage {
  return neighbourhoods(neighbourhoods(grid, INK_CELLS, maximum), INK_CELLS, minimum);
}

function smoothed(grid: GreyImage): GreyImage {
  return neighbourhoods(grid, 1, mean);
}

/** Puts in the place of each pixel what `of` makes of the square around it. */
function neighbourhoods(
  { data, width, height }: GreyImage,
  radius: number,
  of: (levels: readonly number[]) => number,
): GreyImage {
  const made = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const levels: number[] = [];
      for (let j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++) {
        for (let i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
          levels.push(data[j * width + i] ?? 0);
        }
      }
      made[y * width + x] = of(levels);
    }
  }
  return { data: made, width, height };
}

function maximum(levels: readonly number[]): number {
  return Math.max(...levels);
}

function minimum(levels: readonly number[]): number {
  return Math.min(...levels);
}

function mean(levels: readonly number[]): number {
  return Math.round(levels.reduce((sum, level) => sum + level, 0) / levels.length);
}
