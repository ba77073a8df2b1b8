import { cellClusters, rectangleAround } from './cell-clusters.js';
import { CELL, noiseOf, type GradientGrid } from './gradient-grid.js';
import type { Region } from './region.js';

/** Smaller than this a region holds no grid of dots that could be read, larger it is better read at a smaller scale; in pixels. */
const SMALLEST = 3 * CELL;
const LARGEST = 28 * CELL;
/** A grid of dots is about as broad as long; a Data Matrix or an rMQR code may be several times longer. */
const LONGEST = 4;

/** Where brightness changes much in every direction, as in a grid of dots: upright, strongest first, at most `limit`. */
export function busyRegions(grid: GradientGrid, limit: number): readonly Region[] {
  return cellClusters(grid, busyCells(grid), () => true)
    .map((cells) => ({
      ...rectangleAround(cells, grid.columns, 0),
      weight: cells.reduce((sum, cell) => sum + (grid.energy[cell] ?? 0), 0),
    }))
    .filter(({ length, breadth }) => {
      const shorter = Math.min(length, breadth);
      const longer = Math.max(length, breadth);
      return shorter >= SMALLEST && longer <= LARGEST && longer <= LONGEST * shorter;
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit);
}

function busyCells(grid: GradientGrid): Uint8Array {
  const threshold = 200 + 2 * noiseOf(grid);
  return Uint8Array.from(grid.energy, (energy) => (energy > threshold ? 1 : 0));
}
