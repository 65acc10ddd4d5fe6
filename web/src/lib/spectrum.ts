/**
 * Eigenvalues and eigenvectors of the Hessian, from the singular values of X_b.
 *
 *   X_b = U diag(σ) Vᵀ      so      Hessian = V diag(λ) Vᵀ,   λ = 2c σ²
 *
 * One-sided Jacobi rotations make the columns of X_b orthogonal: they are simple, and accurate for
 * small σ too. Python's `diagnosis/spectrum.py` is the reference.
 */
import { inUserUnits, standardized, type Problem } from './problem';

export interface Spectrum {
  readonly problem: Problem;
  /** (p,) σ, largest first; zeros along flat axes. */
  readonly sigma: Float64Array;
  /** (p,) λ of the Hessian. */
  readonly eigenvalues: Float64Array;
  /** p axes of p entries. */
  readonly axes: Float64Array[];
  /** (p,) Uᵀy. */
  readonly projections: Float64Array;
  readonly minLoss: number;
  readonly rank: number;
  /** (p,) the weights with the lowest loss, in the problem's units. */
  readonly optimum: Float64Array;
}

const STRETCHED = 1e-6;
/** Of float64, in the size of a row's terms: residuals below it are rounding. */
const ROUNDINGS = 32;
const SWEEPS = 60;
const ROUNDING = Number.EPSILON;

export function spectrumOf(problem: Problem): Spectrum {
  const { p, m, y, factor } = problem;
  const { columns, axes } = orthogonalized(problem);
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const order = norms.map((_, j) => j).sort((a, b) => norms[b] - norms[a]);
  const most = Math.min(m, p);
  const rank = norms[order[p - 1]] <= STRETCHED * norms[order[0]] ? rankOf(problem) : most;
  const sigma = new Float64Array(p);
  const eigenvalues = new Float64Array(p);
  const projections = new Float64Array(p);
  const optimum = new Float64Array(p);
  const misfit = y.slice();
  order.slice(0, rank).forEach((j, i) => {
    sigma[i] = norms[j];
    eigenvalues[i] = 2 * factor * norms[j] ** 2;
    projections[i] = dot(columns[j], y) / norms[j];
    for (let k = 0; k < p; k++) optimum[k] += (axes[j][k] * projections[i]) / norms[j];
    for (let k = 0; k < m; k++) misfit[k] -= (columns[j][k] * projections[i]) / norms[j];
  });
  const minLoss = factor * dot(misfit, misfit);
  const sorted = order.map((j) => axes[j]);
  return { problem, sigma, eigenvalues, axes: sorted, projections, minLoss, rank, optimum };
}

export const steepest = (s: Spectrum): number => s.eigenvalues[0];

/** The smallest λ that is not 0. */
export const flattest = (s: Spectrum): number => s.eigenvalues[Math.max(s.rank, 1) - 1];

export function conditionNumber(s: Spectrum): number {
  return s.rank < s.sigma.length || flattest(s) === 0 ? Infinity : steepest(s) / flattest(s);
}

/** Residual standard deviation s = √(RSS/(n − rank)); 0 if n = rank. */
export function noiseStd(s: Spectrum): number {
  const spare = s.problem.n - s.rank;
  return spare > 0 ? Math.sqrt(s.minLoss / s.problem.factor / spare) : 0;
}

/** Whether the best weights leave nothing but rounding, so that the floor is 0. */
export function isExact(s: Spectrum): boolean {
  const { rows, y, m, p, factor, units } = s.problem;
  const w = inUserUnits(s.problem, s.optimum);
  let squares = dot(y, y);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < p; j++) {
      let value = rows[i * p + j];
      if (units && j < p - 1) value = value * units.scales[j] + rows[i * p + p - 1] * units.means[j];
      squares += (value * w[j]) ** 2;
    }
  }
  return s.minLoss <= factor * (ROUNDINGS * ROUNDING) ** 2 * squares;
}

/** The error of the predictions at the weights `w` along each axis: σ times the error in w. */
export function misfitAt(s: Spectrum, w: ArrayLike<number>): Float64Array {
  return s.sigma.map((sigma, i) => sigma * dot(s.axes[i], w) - s.projections[i]);
}

/** The error of the weights `w` along each axis. */
export function errorAlong(s: Spectrum, w: ArrayLike<number>): Float64Array {
  return Float64Array.from(s.axes, (axis) => {
    let sum = 0;
    for (let k = 0; k < axis.length; k++) sum += axis[k] * (w[k] - s.optimum[k]);
    return sum;
  });
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** X_b V with orthogonal columns, and V. */
function orthogonalized(problem: Problem): { columns: Float64Array[]; axes: Float64Array[] } {
  const { rows, m, p } = problem;
  const columns = Array.from({ length: p }, (_, j) =>
    Float64Array.from({ length: m }, (_, i) => rows[i * p + j]),
  );
  const axes = Array.from({ length: p }, (_, j) => {
    const axis = new Float64Array(p);
    axis[j] = 1;
    return axis;
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let a = 0; a < p; a++) {
      for (let b = a + 1; b < p; b++) rotated = rotatePair(columns, axes, a, b) || rotated;
    }
    if (!rotated) break;
  }
  return { columns, axes };
}

/** Make columns a and b orthogonal; return false if they already were. */
function rotatePair(columns: Float64Array[], axes: Float64Array[], a: number, b: number): boolean {
  const alpha = dot(columns[a], columns[a]);
  const beta = dot(columns[b], columns[b]);
  const gamma = dot(columns[a], columns[b]);
  if (gamma === 0 || Math.abs(gamma) <= ROUNDING * columns[a].length * Math.sqrt(alpha * beta))
    return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, t);
  rotate(columns[a], columns[b], cosine, cosine * t);
  rotate(axes[a], axes[b], cosine, cosine * t);
  return true;
}

function rotate(u: Float64Array, v: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < u.length; k++) {
    const x = u[k];
    u[k] = cosine * x - sine * v[k];
    v[k] = sine * x + cosine * v[k];
  }
}

/** The number of directions along which the loss curves, for any units of the columns. */
function rankOf(problem: Problem): number {
  const standard = problem.units === null ? standardized(problem) : problem;
  const { columns } = orthogonalized(standard);
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const rounding = Math.max(problem.n, problem.p) * Number.EPSILON;
  const largest = Math.max(...norms);
  return Math.min(problem.m, norms.filter((norm) => norm > rounding * largest).length);
}
