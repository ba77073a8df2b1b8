import { CELL, type GradientGrid } from './gradient-grid.js';
import type { Region } from './region.js';

/**
 * The cells marked 1, in groups that hang together: each is a neighbour, also cornerwise, of another of its group that
 * `joins` lets it follow. Leaves no cell marked.
 */
export function cellClusters(
  { columns, rows }: GradientGrid,
  marked: Uint8Array,
  joins: (from: number, to: number) => boolean,
): readonly (readonly number[])[] {
  const clusters: number[][] = [];
  for (let first = marked.indexOf(1); first !== -1; first = marked.indexOf(1, first + 1)) {
    const cells = [first];
    marked[first] = 0;
    for (const cell of cells) {
      const column = cell % columns;
      const row = Math.floor(cell / columns);
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const next = y * columns + x;
          if (marked[next] !== 1 || !joins(cell, next)) continue;
          marked[next] = 0;
          cells.push(next);
        }
      }
    }
    clusters.push(cells);
  }
  return clusters;
}

/** The smallest rectangle turned by `angle` (radians, clockwise) that covers the cells. */
export function rectangleAround(
  cells: readonly number[],
  columns: number,
  angle: number,
): Omit<Region, 'weight'> {
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
  };
}

function widen(range: { low: number; high: number }, value: number): void {
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
}
