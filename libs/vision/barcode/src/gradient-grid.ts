import type { GreyImage } from './grey-image.js';

/** Pixels a side of one cell of the grid. */
export const CELL = 12;

/** For each cell of an image, how strongly and along which direction its brightness changes (the structure tensor). */
export interface GradientGrid {
  readonly columns: number;
  readonly rows: number;
  /** Mean square of the change, in grey levels². */
  readonly energy: Float32Array;
  /** The part of the energy that has one direction, as a vector at twice that direction's angle. */
  readonly axisX: Float32Array;
  readonly axisY: Float32Array;
}

/** Measures the image in cells, each taken together with the eight around it. */
export function gradientGrid(image: GreyImage): GradientGrid {
  const columns = Math.floor(image.width / CELL);
  const rows = Math.floor(image.height / CELL);
  const grid: GradientGrid = {
    columns,
    rows,
    energy: new Float32Array(columns * rows),
    axisX: new Float32Array(columns * rows),
    axisY: new Float32Array(columns * rows),
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) measureCell(image, grid, column, row);
  }
  return {
    ...grid,
    energy: meanOfNine(grid.energy, columns, rows),
    axisX: meanOfNine(grid.axisX, columns, rows),
    axisY: meanOfNine(grid.axisY, columns, rows),
  };
}

/** The energy of the quietest fifth of the image: what its noise and texture alone come to, in grey levels². */
export function noiseOf({ energy }: GradientGrid): number {
  return energy.toSorted()[Math.floor(energy.length / 5)] ?? 0;
}

/** Every second row is enough to tell stripes by, and half the time. */
const ROW_STEP = 2;

/** Scharr's operator: plain differences of neighbours tell the direction of fine bars wrong by several degrees. */
function measureCell(
  { data, width, height }: GreyImage,
  grid: GradientGrid,
  column: number,
  row: number,
): void {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let samples = 0;
  const left = Math.max(1, column * CELL);
  const right = Math.min(width - 1, (column + 1) * CELL);
  for (let y = Math.max(1, row * CELL); y < Math.min(height - 1, (row + 1) * CELL); y += ROW_STEP) {
    for (let at = y * width + left; at < y * width + right; at++) {
      const nw = data[at - width - 1] ?? 0;
      const ne = data[at - width + 1] ?? 0;
      const sw = data[at + width - 1] ?? 0;
      const se = data[at + width + 1] ?? 0;
      const dx = (3 * (ne + se - nw - sw) + 10 * ((data[at + 1] ?? 0) - (data[at - 1] ?? 0))) / 16;
      const dy = (3 * (sw + se - nw - ne) + 10 * ((data[at + width] ?? 0) - (data[at - width] ?? 0))) / 16;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    samples += Math.max(0, right - left);
  }
  const cell = row * grid.columns + column;
  const weight = samples === 0 ? 0 : 1 / samples;
  grid.energy[cell] = (xx + yy) * weight;
  grid.axisX[cell] = (xx - yy) * weight;
  grid.axisY[cell] = 2 * xy * weight;
}

function meanOfNine(values: Float32Array, columns: number, rows: number): Float32Array {
  return meanOfThree(meanOfThree(values, columns, rows, 1, columns), columns, rows, columns, rows);
}

/** Each value with its neighbours before and after along one axis; `length` values lie along it, `step` apart. */
function meanOfThree(
  values: Float32Array,
  columns: number,
  rows: number,
  step: number,
  length: number,
): Float32Array {
  const means = new Float32Array(columns * rows);
  for (let i = 0; i < values.length; i++) {
    const place = Math.floor(i / step) % length;
    const self = values[i] ?? 0;
    const before = place === 0 ? self : (values[i - step] ?? 0);
    const after = place === length - 1 ? self : (values[i + step] ?? 0);
    means[i] = (before + self + after) / 3;
  }
  return means;
}
