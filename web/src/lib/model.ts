/** A model as the loop sees it: predictions, loss, and gradient at weights, and what follows an update. */
import type { Problem } from './problem';

export interface Model {
  /** The rows, the target, and the units of the columns. */
  readonly problem: Problem;
  /** Number of weights in all. */
  readonly size: number;
  /** Number of predictions for a row: one, or one for each class. */
  readonly outputs: number;
  /** (m × outputs) the target, in the form that the residuals need. */
  readonly target: Float64Array;
  /** Write the predictions for rows of p entries to `out`, (rows × outputs). */
  predict(rows: Float64Array, w: ArrayLike<number>, out: Float64Array): void;
  /** The loss for the residuals, (m × outputs), that `w` leaves. */
  loss(residuals: Float64Array, w: ArrayLike<number>): number;
  /** Write the gradient to `out`, (size,); the last prediction was that of the rows at `w`. */
  gradient(residuals: Float64Array, w: ArrayLike<number>, out: Float64Array): void;
  /** Change the weights after a step; `rate` is that of plain descent, for all or weight j. Most models change nothing. */
  afterUpdate?(w: Float64Array, rate: number | ((j: number) => number)): void;
  /** Convert weights of this problem to weights of the user's columns. */
  inUserUnits(w: ArrayLike<number>): number[];
  fromUserUnits(w: ArrayLike<number>): number[];
}

/** Write the residuals, prediction − target, at the weights `w` to `out`, (m × outputs). */
export function residualsOf(model: Model, w: ArrayLike<number>, out: Float64Array): void {
  model.predict(model.problem.rows, w, out);
  const { target } = model;
  for (let i = 0; i < out.length; i++) out[i] -= target[i];
}

export function lossOf(model: Model, w: ArrayLike<number>): number {
  const r = new Float64Array(model.target.length);
  residualsOf(model, w, r);
  return model.loss(r, w);
}

export function gradientOf(model: Model, w: ArrayLike<number>): Float64Array {
  const r = new Float64Array(model.target.length);
  const out = new Float64Array(model.size);
  residualsOf(model, w, r);
  model.gradient(r, w, out);
  return out;
}
