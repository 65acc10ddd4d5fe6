/**
 * Linear least squares from a few rows that have the same loss as all rows of data.
 *
 *   loss(w)     = c · ‖X_b w − y‖²        c = 1/n, 1/2n, 1, or ½
 *   gradient(w) = 2c · X_bᵀ (X_b w − y)
 *
 * The server sends R of the QR of [X_b, y]: at most p + 1 rows, with the same loss at every w as
 * the n rows of data. Python's `models/least_squares.py` is the reference.
 */
import type { Model } from './model';

export type LossName = 'mse' | 'half-mse' | 'sse' | 'half-sse';
export const LOSSES: LossName[] = ['mse', 'half-mse', 'sse', 'half-sse'];

export interface Problem {
  /** m rows of p entries, one after the other; the intercept's column last. */
  readonly rows: Float64Array;
  readonly y: Float64Array;
  readonly m: number;
  readonly p: number;
  /** Rows of data, not of `rows`. */
  readonly n: number;
  /** The c of the loss. */
  readonly factor: number;
  readonly loss: LossName;
  /** Means and scales of standardized columns; null if the columns are the user's own. */
  readonly units: Units | null;
}

/** Standardized weights v and the user's w: w_j = v_j/scale_j, intercept = v_d − Σ mean_j w_j. */
export interface Units {
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

export function lossFactor(loss: LossName, n: number): number {
  const perRow = loss.endsWith('mse') ? 1 / n : 1;
  return loss.startsWith('half') ? perRow / 2 : perRow;
}

/** Build a problem from rows of [X_b, y], where X_b includes the intercept's column. */
export function problemOf(equivalent: number[][], n: number, loss: LossName): Problem {
  const m = equivalent.length;
  const p = equivalent[0].length - 1;
  const rows = new Float64Array(m * p);
  const y = new Float64Array(m);
  equivalent.forEach((row, i) => {
    for (let j = 0; j < p; j++) rows[i * p + j] = row[j];
    y[i] = row[p];
  });
  return { rows, y, m, p, n, factor: lossFactor(loss, n), loss, units: null };
}

/** The same problem with every feature at mean 0 and standard deviation 1. */
export function standardized(problem: Problem): Problem {
  const { m, p, n } = problem;
  const d = p - 1;
  const rows = problem.rows.slice();
  const means = new Float64Array(d);
  const scales = new Float64Array(d);
  let ones = 0;
  for (let i = 0; i < m; i++) ones += rows[i * p + d] ** 2;
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < m; i++) means[j] += rows[i * p + d] * rows[i * p + j];
    means[j] /= ones;
    let squares = 0;
    for (let i = 0; i < m; i++) squares += (rows[i * p + j] -= rows[i * p + d] * means[j]) ** 2;
    const spread = Math.sqrt(squares / n);
    // Of a constant column only the rounding of its mean is left, which must not be scaled up.
    const constant = spread <= 8 * Number.EPSILON * Math.abs(means[j]);
    scales[j] = constant || spread === 0 ? 1 : spread;
    for (let i = 0; i < m; i++) rows[i * p + j] = constant ? 0 : rows[i * p + j] / scales[j];
  }
  return { ...problem, rows, units: { means, scales } };
}

/** Write the residuals to `out`, (m,), and return the loss. */
export function residuals(problem: Problem, w: ArrayLike<number>, out: Float64Array): number {
  const { rows, y, p, factor } = problem;
  scores(rows, p, w, out);
  for (let i = 0; i < out.length; i++) out[i] -= y[i];
  return factor * sumOfSquares(out);
}

/** Write the gradient 2c · X_bᵀ r to `out`, (p,). */
export function gradient(problem: Problem, r: Float64Array, out: Float64Array): void {
  const { rows, m, p, factor } = problem;
  for (let j = 0; j < p; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += rows[i * p + j] * r[i];
    out[j] = 2 * factor * sum;
  }
}

/** Least squares as the loop sees it. */
export function leastSquares(problem: Problem): Model {
  const { factor, p } = problem;
  return {
    problem,
    size: p,
    outputs: 1,
    target: problem.y,
    predict: (rows, w, out) => scores(rows, p, w, out),
    loss: (r) => factor * sumOfSquares(r),
    gradient: (r, _, out) => gradient(problem, r, out),
    inUserUnits: (w) => inUserUnits(problem, w),
    fromUserUnits: (w) => fromUserUnits(problem, w),
  };
}

/** Write X_b w to `out` for rows of p entries. */
export function scores(rows: Float64Array, p: number, w: ArrayLike<number>, out: Float64Array): void {
  for (let i = 0, at = 0; i < out.length; i++, at += p) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += rows[at + j] * w[j];
    out[i] = sum;
  }
}

export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

export function lossAt(problem: Problem, w: ArrayLike<number>): number {
  return residuals(problem, w, new Float64Array(problem.m));
}

export function gradientAt(problem: Problem, w: ArrayLike<number>): Float64Array {
  const r = new Float64Array(problem.m);
  const out = new Float64Array(problem.p);
  residuals(problem, w, r);
  gradient(problem, r, out);
  return out;
}

/** Convert weights of this problem to weights of the user's columns. */
export function inUserUnits(problem: Problem, v: ArrayLike<number>): number[] {
  const w = Array.from(v);
  if (problem.units === null) return w;
  const { means, scales } = problem.units;
  const d = problem.p - 1;
  for (let j = 0; j < d; j++) {
    w[j] = v[j] / scales[j];
    w[d] -= means[j] * w[j];
  }
  return w;
}

/** Convert the user's weights to weights of this problem. */
export function fromUserUnits(problem: Problem, w: ArrayLike<number>): number[] {
  const v = Array.from(w);
  if (problem.units === null) return v;
  const { means, scales } = problem.units;
  const d = problem.p - 1;
  for (let j = 0; j < d; j++) {
    v[j] = w[j] * scales[j];
    v[d] += means[j] * w[j];
  }
  return v;
}
