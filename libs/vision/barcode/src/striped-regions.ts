import { cellClusters, rectangleAround } from './cell-clusters.js';
import { CELL, noiseOf, type GradientGrid } from './gradient-grid.js';
import type { Region } from './region.js';

/** Shorter than this across its bars, a region is the edge of something, in pixels. */
const SHORTEST = 5 * CELL;
/** The least share of the energy that must have one direction. Bars have 0.9; PDF417, with its rows, 0.5. */
const COHERENCE = 0.35;
/** Neighbouring cells of one region differ by less, in radians. */
const BEND = 0.25;

/** Where brightness changes along one direction only, as across bars: strongest first, at most `limit`. */
export function stripedRegions(grid: GradientGrid, limit: number): readonly Region[] {
  const { columns, axisX, axisY } = grid;
  const angleOf = (cell: number): number => Math.atan2(axisY[cell] ?? 0, axisX[cell] ?? 0);
  // angles here are doubled, so that opposite directions are one
  const isSimilar = (a: number, b: number): boolean => Math.cos(angleOf(a) - angleOf(b)) > Math.cos(2 * BEND);
  return cellClusters(grid, stripedCells(grid), isSimilar)
    .map((cells) => {
      const sumX = cells.reduce((sum, cell) => sum + (axisX[cell] ?? 0), 0);
      const sumY = cells.reduce((sum, cell) => sum + (axisY[cell] ?? 0), 0);
      const angle = Math.atan2(sumY, sumX) / 2;
      return { ...rectangleAround(cells, columns, angle), weight: Math.hypot(sumX, sumY) };
    })
    .filter((region) => region.length >= SHORTEST)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit);
}

function stripedCells(grid: GradientGrid): Uint8Array {
  const threshold = 60 + 0.3 * noiseOf(grid);
  return Uint8Array.from(grid.energy, (energy, i) => {
    const directed = Math.hypot(grid.axisX[i] ?? 0, grid.axisY[i] ?? 0);
    return directed > threshold && directed > COHERENCE * energy ? 1 : 0;
  });
}
