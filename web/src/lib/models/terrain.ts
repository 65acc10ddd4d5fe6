/**
 * Contours of a loss that need not be a parabola, over a plane of weights: marching squares on a grid
 * that is refined by cubics.
 */
import type { Model } from '../model';
import { residualsOf } from '../model';

export interface Terrain {
  x: [number, number];
  y: [number, number];
  /** (FINE + 1)² losses, row by row from the lowest y. */
  values: Float64Array;
  lowest: number;
}

/** Cells on a side for which the loss is computed, and parts that each is divided into. */
const CELLS = 40;
const PARTS = 4;
export const FINE = CELLS * PARTS;
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
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const w = at(x[0] + ((x[1] - x[0]) * j) / CELLS, y[0] + ((y[1] - y[0]) * i) / CELLS);
      residualsOf(model, w, r);
      const loss = model.loss(r, w);
      values[i * side + j] = Number.isNaN(loss) ? Infinity : loss;
    }
  }
  const fine = refined(values);
  return { x, y, values: fine, lowest: fine.reduce((least, loss) => Math.min(least, loss), Infinity) };
}

/**
 * The losses on the finer grid, by a cubic between four neighbors, along one side and then the other:
 * a valley narrower than a cell has smooth contours too, and those of a parabola are exact.
 */
function refined(coarse: Float64Array): Float64Array {
  const [few, many] = [CELLS + 1, FINE + 1];
  const wide = new Float64Array(few * many);
  for (let i = 0; i < few; i++) refineLine(coarse, i * few, 1, wide, i * many, 1);
  const fine = new Float64Array(many * many);
  for (let j = 0; j < many; j++) refineLine(wide, j, many, fine, j, many);
  return fine;
}

function refineLine(
  from: Float64Array, at: number, step: number, to: Float64Array, out: number, by: number,
): void {
  const last = CELLS;
  const given = (k: number): number => {
    if (k >= 0 && k <= last) return from[at + k * step];
    // Beyond an end, on the parabola through the three values before it.
    const [a, b, c] = k < 0 ? [0, 1, 2] : [last, last - 1, last - 2];
    return 3 * from[at + a * step] - 3 * from[at + b * step] + from[at + c * step];
  };
  for (let k = 0; k < last; k++) {
    const [p, a, b, q] = [given(k - 1), given(k), given(k + 1), given(k + 2)];
    for (let part = 0; part < PARTS; part++) {
      const t = part / PARTS;
      const cubic = a + (t / 2) * (b - p + t * (2 * p - 5 * a + 4 * b - q + t * (3 * (a - b) + q - p)));
      // Next to a loss that overflows there is no cubic.
      to[out + (k * PARTS + part) * by] = part === 0 ? a : Number.isFinite(cubic) ? cubic : Math.max(a, b);
    }
  }
  to[out + last * PARTS * by] = given(last);
}

/** Line segments [x1, y1, x2, y2, …] of the contour at a level. */
export function segmentsAt({ x, y, values }: Terrain, level: number): number[] {
  const side = FINE + 1;
  const out: number[] = [];
  const [dx, dy] = [(x[1] - x[0]) / FINE, (y[1] - y[0]) / FINE];
  const heights = new Float64Array(4);
  for (let i = 0; i < FINE; i++) {
    for (let j = 0; j < FINE; j++) {
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
