/**
 * Contours of a loss that need not be a parabola, over a plane of weights: marching squares on a grid.
 */
import type { Model } from '../model';
import { residualsOf } from '../model';

export interface Terrain {
  x: [number, number];
  y: [number, number];
  /** (CELLS + 1)² losses, row by row from the lowest y. */
  values: Float64Array;
  lowest: number;
}

export const CELLS = 40;
// Corners of a cell counterclockwise from the lower left; edge k joins corners k and k + 1.
const RIGHT = [0, 1, 1, 0];
const UP = [0, 0, 1, 1];

/** The loss at the weights `at(x, y)`, in the problem's units, over a rectangle. */
export function terrainOf(
  model: Model,
  at: (x: number, y: number) => ArrayLike<number>,
  x: [number, number],
  y: [number, number],
): Terrain {
  const side = CELLS + 1;
  const values = new Float64Array(side * side);
  const r = new Float64Array(model.target.length);
  let lowest = Infinity;
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const w = at(x[0] + ((x[1] - x[0]) * j) / CELLS, y[0] + ((y[1] - y[0]) * i) / CELLS);
      residualsOf(model, w, r);
      const loss = model.loss(r, w);
      values[i * side + j] = Number.isNaN(loss) ? Infinity : loss;
      lowest = Math.min(lowest, values[i * side + j]);
    }
  }
  return { x, y, values, lowest };
}

/** Line segments [x1, y1, x2, y2, …] of the contour at a level. */
export function segmentsAt({ x, y, values }: Terrain, level: number): number[] {
  const side = CELLS + 1;
  const out: number[] = [];
  const [dx, dy] = [(x[1] - x[0]) / CELLS, (y[1] - y[0]) / CELLS];
  const heights = new Float64Array(4);
  for (let i = 0; i < CELLS; i++) {
    for (let j = 0; j < CELLS; j++) {
      let above = 0;
      for (let k = 0; k < 4; k++) {
        heights[k] = values[(i + UP[k]) * side + j + RIGHT[k]];
        if (heights[k] > level) above++;
      }
      if (above === 0 || above === 4) continue;
      const crossings: number[] = [];
      for (let k = 0; k < 4; k++) {
        const next = (k + 1) % 4;
        const [from, to] = [heights[k], heights[next]];
        if (from > level === to > level) continue;
        const share = Number.isFinite(from) && Number.isFinite(to) ? (level - from) / (to - from) : 0.5;
        crossings.push(
          x[0] + (j + RIGHT[k] + share * (RIGHT[next] - RIGHT[k])) * dx,
          y[0] + (i + UP[k] + share * (UP[next] - UP[k])) * dy,
        );
      }
      // Of a saddle's four crossings, neighbors are joined.
      for (let k = 0; k + 3 < crossings.length; k += 4) out.push(...crossings.slice(k, k + 4));
    }
  }
  return out;
}
