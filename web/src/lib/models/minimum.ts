/**
 * The minimum of a convex model, and the curvature at any weights.
 *
 * Newton's method with a line search finds the minimum; where its last step is not tiny, as for
 * separable classes, there is none that the page knows. Python's `diagnosis/minimum.py` is the
 * reference.
 */
import { gradientOf, lossOf } from '../model';
import type { CurvedModel } from './curved';
import { cholesky, eigenOf, solved, type Eigen } from './dense';

export interface Minimum {
  /** In the problem's units. */
  weights: Float64Array;
  loss: number;
  /** λ_max over the weights that can move both ways. */
  steepest: number;
}

const STEPS = 200;
const HALVINGS = 40;
const FEW = 5;
/** Lengths of a step relative to the weights', both in the norm of the bound or the Hessian. */
const SMALL = 1e-6;
const TINY = 1e-10;

export function minimumOf(model: CurvedModel): Minimum | null {
  if (!model.convex) return null;
  const weights = model.solve ? model.solve() : newton(model);
  if (weights === null) return null;
  const { values } = curvatureAt(model, weights, true);
  return { weights, loss: lossOf(model, weights), steepest: Math.max(values[0] ?? 0, 0) };
}

/**
 * Eigenvalues of the Hessian at `w`; with `free`, over the weights that can move both ways; with
 * divisors P, those of P^(−½) H P^(−½).
 */
export function curvatureAt(
  model: CurvedModel,
  w: ArrayLike<number>,
  free = false,
  divisors?: Float64Array,
): Eigen {
  const H = hessianAt(model, w);
  const n = model.size;
  if (divisors) H.forEach((h, at) => (H[at] = h / Math.sqrt(divisors[at % n] * divisors[Math.floor(at / n)])));
  const all = Array.from({ length: n }, (_, j) => j);
  const kept = free && model.isFree ? all.filter((j) => model.isFree!(w, j)) : all;
  if (kept.length === n) return eigenOf(H, n);
  return eigenOf(Float64Array.from(kept.flatMap((j) => kept.map((k) => H[j * n + k]))), kept.length);
}

export function hessianAt(model: CurvedModel, w: ArrayLike<number>): Float64Array {
  const n = model.size;
  const H = new Float64Array(n * n);
  const unit = new Float64Array(n);
  const product = model.hessianAt(w);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    product(unit, H.subarray(j * n, (j + 1) * n));
  }
  return H;
}

function newton(model: CurvedModel): Float64Array | null {
  const n = model.size;
  let w: Float64Array = new Float64Array(n);
  let loss = lossOf(model, w);
  const bound = model.majorizer?.();
  for (let count = 0; count < STEPS; count++) {
    const g = gradientOf(model, w);
    const H = hessianAt(model, w);
    let step = descentStep(model, H, g);
    if (step === null && bound) step = descentStep(model, bound, g);
    if (step === null) return null;
    // In the norm of the bound a short step has a small gradient, even where H has no curvature.
    const norm = bound ?? H;
    const length = lengthIn(norm, step) / lengthIn(norm, w);
    if (length <= SMALL) {
      // The loss is flat to the last bit, so only the gradient shows the way from here.
      w = w.map((value, j) => value - step[j]);
      if (length <= TINY) return w;
      continue;
    }
    // Where only a few rows have a curvature, its steps are far too long: the bound's are not.
    let moved = lower(model, w, loss, step, bound ? FEW : HALVINGS);
    const safe = moved === null && bound ? descentStep(model, bound, g) : null;
    if (safe) moved = lower(model, w, loss, safe, HALVINGS);
    if (moved === null) return null;
    w = moved;
    loss = lossOf(model, w);
  }
  return null;
}

/** The weights after the first half, quarter, … of a step that lowers the loss; null if none does. */
function lower(
  model: CurvedModel,
  w: Float64Array,
  loss: number,
  step: Float64Array,
  halvings: number,
): Float64Array | null {
  for (let k = 0, share = 1; k < halvings; k++, share /= 2) {
    const next = w.map((value, j) => value - share * step[j]);
    if (lossOf(model, next) < loss) return next;
  }
  return null;
}

/** H⁻¹ g, with curvature added where H has none. */
function descentStep(model: CurvedModel, H: Float64Array, g: Float64Array): Float64Array | null {
  const n = model.size;
  let trace = 0;
  for (let j = 0; j < n; j++) trace += H[j * n + j];
  if (!(trace > 0 && trace < Infinity)) return null;
  const A = H.slice();
  for (const v of model.redundant) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) A[i * n + j] += (trace / n) * v[i] * v[j];
  }
  for (let added = 0; added < 1e3 * trace; added = added === 0 ? (1e-9 * trace) / n : 10 * added) {
    const B = A.slice();
    for (let j = 0; j < n; j++) B[j * n + j] += added;
    const factor = cholesky(B, n);
    if (factor) return solved(factor, g);
  }
  return null;
}

function lengthIn(H: Float64Array, v: Float64Array): number {
  const n = v.length;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += v[i] * H[i * n + j] * v[j];
  return Math.sqrt(Math.max(sum, 0));
}
