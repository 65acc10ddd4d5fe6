/** A model with the curvature of its loss, and what the models of a score X_b w have in common. */
import type { Model } from '../model';
import { fromUserUnits, inUserUnits, scores, standardized, type Problem } from '../problem';
import { spectrumOf, steepest } from '../spectrum';
import { Unsuitable, type Rows } from './catalog';

/** A symmetric matrix by its products: writes that with `v` to `out`. */
export type Hessian = (v: ArrayLike<number>, out: Float64Array) => void;

export interface CurvedModel extends Model {
  /** Names of all weights, in their order. */
  readonly names: string[];
  /** Classes in ascending order, if the target is one. */
  readonly classes: number[];
  /** Whether all runs that settle do so at the same loss. */
  readonly convex: boolean;
  /** First weights of a run, in the user's units. */
  readonly firstWeights: number[];
  /** The Hessian of the smooth part of the loss at `w`. */
  hessianAt(w: ArrayLike<number>): Hessian;
  /** The largest curvature at any weights; null if there is none. */
  readonly bound: number | null;
  /** Whether weight j can move both ways from `w`; all can, if it is missing. */
  isFree?(w: ArrayLike<number>, j: number): boolean;
  /** Directions that change no prediction, along which a run from zeros stays at 0. */
  readonly redundant: Float64Array[];
  /** A matrix, (size × size), that no Hessian exceeds: its steps always lead down. */
  majorizer?(): Float64Array;
  /** The weights with the lowest loss, where Newton's method does not find them. */
  solve?(): Float64Array | null;
}

/** The problem with a row for every row of data. */
export function problemOfRows(data: Rows, model: string, standardize: boolean): Problem {
  if (data.sampled) {
    const shown = data.y.length.toLocaleString('en-US');
    throw new Unsuitable(
      `The page has only ${shown} of the ${data.n.toLocaleString('en-US')} rows, and ${model} needs all of them: use fewer rows, or train in a terminal.`,
    );
  }
  const [m, p] = [data.y.length, data.columns.length + 1];
  const rows = new Float64Array(m * p).fill(1);
  data.columns.forEach((column, j) => column.forEach((value, i) => (rows[i * p + j] = value)));
  const y = Float64Array.from(data.y);
  const problem: Problem = { rows, y, m, p, n: data.n, factor: 1 / data.n, loss: 'mse', units: null };
  return standardize ? standardized(problem) : problem;
}

/** λ_max of X_bᵀ X_b. */
export function largestSquare(problem: Problem): number {
  return steepest(spectrumOf({ ...problem, factor: 0.5 }));
}

/** The sum of X_bᵀ v over the rows, times a factor, to `out`. */
export function gathered(problem: Problem, v: ArrayLike<number>, factor: number, out: Float64Array): void {
  const { rows, m, p } = problem;
  for (let j = 0; j < p; j++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += rows[i * p + j] * v[i];
    out[j] = factor * sum;
  }
}

/** Add the gradient of alpha · ‖slopes‖², which is linear in `w`, for one vector of weights. */
export function addPenalty(alpha: number, d: number, w: ArrayLike<number>, out: Float64Array, at = 0): void {
  for (let j = at; j < at + d; j++) out[j] += 2 * alpha * w[j];
}

export function squaresOf(w: ArrayLike<number>, d: number, at = 0): number {
  let sum = 0;
  for (let j = at; j < at + d; j++) sum += w[j] * w[j];
  return sum;
}

/** What a row contributes to a loss that is a mean of functions of the score. */
export interface RowLoss {
  /** The prediction for a score. */
  link(score: number): number;
  /** The loss of a row with this residual and target; the score is computed only where it is needed. */
  loss(residual: number, y: number, score: () => number): number;
  /** The derivative of the loss with respect to the score. */
  pull(residual: number): number;
  /** Its second derivative. */
  curvature(prediction: number, y: number): number;
  /** A bound on the curvature; Infinity if there is none. */
  steepest: number;
}

/** A model with one prediction for a row, from its score: the mean of `row` plus alpha · ‖slopes‖². */
export function scoreModel(
  problem: Problem,
  names: string[],
  target: Float64Array,
  alpha: number,
  row: RowLoss,
  classes: number[] = [],
): CurvedModel {
  const { rows, m, p, n } = problem;
  const d = p - 1;
  const pulls = new Float64Array(m);
  const dot = (i: number, w: ArrayLike<number>): number => {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += rows[i * p + j] * w[j];
    return sum;
  };
  const predict = (those: Float64Array, w: ArrayLike<number>, out: Float64Array): void => {
    scores(those, p, w, out);
    for (let i = 0; i < out.length; i++) out[i] = row.link(out[i]);
  };
  const { steepest: most } = row;
  return {
    problem,
    names: [...names, 'intercept'],
    classes,
    convex: true,
    size: p,
    outputs: 1,
    target,
    firstWeights: new Array<number>(p).fill(0),
    redundant: [],
    bound: most < Infinity ? (most * largestSquare(problem)) / n + 2 * alpha : null,
    predict,
    loss(r, w) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += row.loss(r[i], target[i], () => dot(i, w));
      return sum / m + alpha * squaresOf(w, d);
    },
    gradient(r, w, out) {
      for (let i = 0; i < m; i++) pulls[i] = row.pull(r[i]);
      gathered(problem, pulls, 1 / n, out);
      addPenalty(alpha, d, w, out);
    },
    hessianAt(w) {
      const curvature = new Float64Array(m);
      const curved = new Float64Array(m);
      predict(rows, w, curvature);
      for (let i = 0; i < m; i++) curvature[i] = row.curvature(curvature[i], target[i]);
      return (v, out) => {
        for (let i = 0; i < m; i++) curved[i] = curvature[i] * dot(i, v);
        gathered(problem, curved, 1 / n, out);
        addPenalty(alpha, d, v, out);
      };
    },
    majorizer:
      most < Infinity
        ? () => {
            const H = new Float64Array(p * p);
            for (let i = 0; i < m; i++)
              for (let j = 0; j < p; j++)
                for (let k = 0; k < p; k++) H[j * p + k] += (most * rows[i * p + j] * rows[i * p + k]) / n;
            for (let j = 0; j < d; j++) H[j * p + j] += 2 * alpha;
            return H;
          }
        : undefined,
    inUserUnits: (w) => inUserUnits(problem, w),
    fromUserUnits: (w) => fromUserUnits(problem, w),
  };
}
