/**
 * What the page itself can say of a run of a model: its status where that is certain, and its limits.
 *
 * Python follows a run for ten times its epochs to judge it. The page says only what cannot turn out
 * otherwise: that the numbers overflowed, or that a stable run has arrived at the minimum.
 */
import { ownWeightsAt, type Run } from '../descent';
import { linearRule, type StepRule } from '../rules';
import { AT_THE_END } from '../rates';
import type { CurvedModel } from './curved';
import { curvatureAt, type Minimum } from './minimum';

export type ModelStatus = 'converged' | 'diverging';

/** Of the limit: nearer to it, rounding decides what is stable. */
const SURELY_STABLE = 0.999;
/** Of a weight: a hundredth of an error in its third digit. */
const ARRIVED = 5e-6;

export function statusOf(
  model: CurvedModel,
  minimum: Minimum | null,
  rule: StepRule,
  lr: number,
  run: Run,
): ModelStatus | null {
  const last = ownWeightsAt(run, run.epochs);
  if (!(Number.isFinite(run.losses[run.epochs]) && last.every(Number.isFinite))) return 'diverging';
  // The divisors of an adaptive rule change until its limit meets the rate: only Python follows that.
  if (linearRule(rule.name) === null) return null;
  if (minimum === null || !(lr <= SURELY_STABLE * limitAt(minimum.steepest, rule))) return null;
  const best = model.inUserUnits(minimum.weights);
  const [now, before] = [run.epochs, Math.max(run.epochs - 1, 0)].map((epoch) =>
    model.inUserUnits(ownWeightsAt(run, epoch)),
  );
  const there = (w: number[]): boolean =>
    w.every((value, j) => Math.abs(value - best[j]) <= ARRIVED * Math.abs(best[j]));
  return there(now) && there(before) ? 'converged' : null;
}

const limitAt = (steepest: number, rule: StepRule): number =>
  steepest > 0 ? rule.rateLimit(steepest) : Infinity;

export interface Limit {
  lr: number;
  /** Where it holds. */
  at: 'at the solution' | 'where the run ends' | 'where it starts' | typeof AT_THE_END;
}

/**
 * The limit at the solution; or, where none is known, where the run is at its end. An adaptive rule
 * has one at the solution only, with the divisors that it has at the end; else null.
 */
export function limitOf(model: CurvedModel, minimum: Minimum | null, rule: StepRule, run: Run): Limit | null {
  if (linearRule(rule.name) === null) {
    const { divisors } = run;
    if (minimum === null || !divisors?.every((each) => each > 0 && each < Infinity)) return null;
    const { values } = curvatureAt(model, minimum.weights, true, divisors);
    return { lr: limitAt(values[0] ?? 0, rule), at: AT_THE_END };
  }
  if (minimum) return { lr: limitAt(minimum.steepest, rule), at: 'at the solution' };
  const last = ownWeightsAt(run, run.epochs);
  const ended = last.every(Number.isFinite) && Number.isFinite(run.losses[run.epochs]);
  const { values } = curvatureAt(model, ended ? last : ownWeightsAt(run, 0));
  return { lr: limitAt(values[0], rule), at: ended ? 'where the run ends' : 'where it starts' };
}

/** The limit that is safe from anywhere, for gradient descent; null if there is none. */
export const globalLimit = (model: CurvedModel, rule: StepRule): number | null =>
  rule.name === 'gd' && model.bound ? 2 / model.bound : null;
