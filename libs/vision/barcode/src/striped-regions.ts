import { CELL, type GradientGrid } from './gradient-grid.js';
import type { Point } from './geometry.js';

/** A turned rectangle of an image in which brightness changes along one direction only, as across bars. */
export interface StripedRegion {
  readonly centre: Point;
  /** Radians from the x axis to the direction across the bars, clockwise, from −π/2 to π/2. */
  readonly angle: number;
  /** Pixels across the bars. */
  readonly length: number;
  /** Pixels along the bars. */
  readonly breadth: number;
  /** Cells it covers times their mean strength: what to try first. */
  readonly weight: number;
}

/** Shorter than this across its bars, a region is the edge of something, in pixels. */
const SHORTEST = 5 * CELL;
/** The least share of the energy that must have one direction. Bars have 0.9; PDF417, with its rows, 0.5. */
const COHERENCE = 0.35;
/** Neighbouring cells of one region differ by less, in radians. */
const BEND = 0.25;

/** The striped regions of the grid, strongest first, at most `limit`. */
export function stripedRegions(grid: GradientGrid, limit: number): readonly StripedRegion[] {
  const striped = stripedCells(grid);
  const regions: StripedRegion[] = [];
  for (let cell = 0; cell < striped.length; cell++) {
    if (striped[cell] !== 1) continue;
    const region = measure(grid, collect(grid, striped, cell));
    if (region.length >= SHORTEST) regions.push(region);
  }
  return regions.sort((a, b) => b.weight - a.weight).slice(0, limit);
}

/** 1 for each cell that stands out from the quietest fifth of the image, the measure of its noise. */
function stripedCells({ energy, axisX, axisY }: GradientGrid): Uint8Array {
  const quiet = energy.toSorted()[Math.floor(energy.length / 5)] ?? 0;
  const threshold = 60 + 0.3 * quiet;
  return Uint8Array.from(energy, (value, i) => {
    const directed = Math.hypot(axisX[i] ?? 0, axisY[i] ?? 0);
    return directed > threshold && directed > COHERENCE * value ? 1 : 0;
  });
}

/** The cells that hang together with the first; they are taken out of `striped`. */
function collect(
  { columns, rows, axisX, axisY }: GradientGrid,
  striped: Uint8Array,
  first: number,
): number[] {
  const angleOf = (cell: number): number => Math.atan2(axisY[cell] ?? 0, axisX[cell] ?? 0);
  const cells = [first];
  striped[first] = 0;
  for (const cell of cells) {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        const next = y * columns + x;
        if (striped[next] !== 1 || !isSimilar(angleOf(cell), angleOf(next))) continue;
        striped[next] = 0;
        cells.push(next);
      }
    }
  }
  return cells;
}

/** Angles here are doubled, so that opposite directions are one. */
function isSimilar(a: number, b: number): boolean {
  return Math.cos(a - b) > Math.cos(2 * BEND);
}

function measure({ columns, axisX, axisY }: GradientGrid, cells: readonly number[]): StripedRegion {
  const sumX = cells.reduce((sum, cell) => sum + (axisX[cell] ?? 0), 0);
  const sumY = cells.reduce((sum, cell) => sum + (axisY[cell] ?? 0), 0);
  const angle = Math.atan2(sumY, sumX) / 2;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const across = { low: Infinity, high: -Infinity };
  const along = { low: Infinity, high: -Infinity };
  for (const cell of cells) {
    const x = ((cell % columns) + 0.5) * CELL;
    const y = (Math.floor(cell / columns) + 0.5) * CELL;
    widen(across, x * cos + y * sin);
    widen(along, y * cos - x * sin);
  }
  const u = (across.low + across.high) / 2;
  const v = (along.low + along.high) / 2;
  return {
    centre: { x: u * cos - v * sin, y: u * sin + v * cos },
    angle,
    length: across.high - across.low + CELL,
    breadth: along.high - along.low + CELL,
    weight: Math.hypot(sumX, sumY),
  };
}

function widen(range: { low: number; high: number }, value: number): void {
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
}
