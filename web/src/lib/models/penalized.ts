/**
 * Least squares with a penalty on the slopes: ridge, lasso, and the elastic net.
 *
 *   loss(w) = c · ‖X_b w − y‖² + l1 · ‖slopes‖₁ + l2 · ‖slopes‖²
 *
 * The first penalty has a kink at 0; its step is the soft threshold by rate · l1, after the update.
 */
import {
  gradient,
  leastSquares,
  problemOf,
  standardized,
} from '../problem';
import { spectrumOf, steepest } from '../spectrum';
import { addPenalty, squaresOf, type CurvedModel } from './curved';
import { cholesky, solved } from './dense';
import type { Recipe, Rows } from './catalog';

const SWEEPS = 20_000;
const SETTLED = 1e-15;
/** Of the penalty: a slope at 0 may pull this much more, by rounding. */
const ROUNDING = 1e-9;

export function penalized(data: Rows, recipe: Recipe, l1: number, l2: number): CurvedModel {
  const own = problemOf(data.equivalent, data.n, recipe.loss);
  const problem = recipe.standardize ? standardized(own) : own;
  const { p, m, rows, y, factor } = problem;
  const d = p - 1;
  const base = leastSquares(problem);
  const image = new Float64Array(m);
  const model: CurvedModel = {
    ...base,
    names: [...data.names, 'intercept'],
    classes: [],
    convex: true,
    firstWeights: new Array<number>(p).fill(0),
    redundant: [],
    bound: steepest(spectrumOf(problem)) + 2 * l2,
    loss(r, w) {
      let sizes = 0;
      for (let j = 0; j < d; j++) sizes += Math.abs(w[j]);
      return base.loss(r, w) + l1 * sizes + l2 * squaresOf(w, d);
    },
    gradient(r, w, out) {
      base.gradient(r, w, out);
      addPenalty(l2, d, w, out);
    },
    hessianAt: () => (v, out) => {
      for (let i = 0; i < m; i++) {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += rows[i * p + j] * v[j];
        image[i] = sum;
      }
      gradient(problem, image, out);
      addPenalty(l2, d, v, out);
    },
  };
  if (l1 === 0) return model;
  return {
    ...model,
    afterUpdate(w, rate) {
      for (let j = 0; j < d; j++) {
        const by = (typeof rate === 'number' ? rate : rate(j)) * l1;
        w[j] -= Math.min(Math.max(w[j], -by), by);
      }
    },
    isFree: (w, j) => j === d || w[j] !== 0,
    solve: () => coordinateDescent(model, l1),
  };

  /** The minimum by coordinate descent, then exactly for the slopes that are not 0. */
  function coordinateDescent(smooth: CurvedModel, strength: number): Float64Array | null {
    const H = hessianRows(smooth);
    const b = new Float64Array(p);
    gradient({ ...problem, factor }, y, b); // 2c X_bᵀ y
    const w = new Float64Array(p);
    const pull = (j: number): number => b[j] - H[j].reduce((sum, h, k) => sum + h * w[k], 0);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      let moved = 0;
      for (let j = 0; j < p; j++) {
        if (H[j][j] === 0) continue;
        const to = w[j] + pull(j) / H[j][j];
        const by = j < d ? strength / H[j][j] : 0;
        const next = Math.sign(to) * Math.max(Math.abs(to) - by, 0);
        moved = Math.max(moved, Math.abs(next - w[j]) / (Math.abs(next) || 1));
        w[j] = next;
      }
      if (moved <= SETTLED) break;
    }
    const free = Array.from({ length: p }, (_, j) => j).filter((j) => j === d || w[j] !== 0);
    const signs = free.map((j) => (j < d ? Math.sign(w[j]) : 0));
    const block = Float64Array.from(free.flatMap((j) => free.map((k) => H[j][k])));
    const factorized = cholesky(block, free.length);
    if (factorized === null) return null;
    const exact = solved(factorized, free.map((j, k) => b[j] - strength * signs[k]));
    w.fill(0);
    free.forEach((j, k) => (w[j] = exact[k]));
    const kept = free.every((j, k) => j === d || w[j] * signs[k] > 0);
    const held = Array.from(w, (value, j) => value !== 0 || j === d || Math.abs(pull(j)) <= strength * (1 + ROUNDING));
    return kept && held.every(Boolean) ? w : null;
  }
}

/** The Hessian, row by row. */
function hessianRows(model: CurvedModel): number[][] {
  const out = new Float64Array(model.size);
  const H = model.hessianAt(out);
  return Array.from({ length: model.size }, (_, j) => {
    const unit = new Float64Array(model.size);
    unit[j] = 1;
    H(unit, out);
    return Array.from(out);
  });
}

const FIT: Record<string, [string, string]> = {
  mse: ['(1/n) Σ residual²', '(2/n) Xᵀ(ŷ − y)'],
  'half-mse': ['(1/2n) Σ residual²', '(1/n) Xᵀ(ŷ − y)'],
  sse: ['Σ residual²', '2 Xᵀ(ŷ − y)'],
  'half-sse': ['½ Σ residual²', 'Xᵀ(ŷ − y)'],
};

/** The formulas of a loss convention, without a penalty. */
export const squared = (loss: string): { loss: string; gradient: string } => ({
  loss: FIT[loss][0],
  gradient: FIT[loss][1],
});
