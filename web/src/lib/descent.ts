/**
 * Gradient descent, with the weights and the loss of every epoch stored.
 *
 * Python's `descent.py` is the reference; a run that diverges grows to Infinity and stays there.
 */
import { residualsOf, type Model } from './model';
import { linearRule, memoryOf, RULES, type RuleName } from './rules';

export interface Run {
  readonly epochs: number;
  /** Number of weights. */
  readonly p: number;
  /** (epochs + 1) × p weights of the problem, possibly in standardized units. */
  readonly own: Float64Array;
  /** (epochs + 1) × p weights in the user's units. */
  readonly weights: Float64Array;
  readonly losses: Float64Array;
  /** (p,) what an adaptive rule divides the gradients by at the end; null for other rules. */
  readonly divisors: Float64Array | null;
}

export function descend(
  model: Model,
  lr: number,
  epochs: number,
  start: ArrayLike<number>,
  ruleName: RuleName,
): Run {
  const p = model.size;
  const rule = RULES[ruleName];
  const own = new Float64Array((epochs + 1) * p);
  const losses = new Float64Array(epochs + 1);
  const w = Float64Array.from(model.fromUserUnits(start));
  const r = new Float64Array(model.target.length);
  const g = new Float64Array(p);
  const memory = memoryOf(p);
  const linear = linearRule(ruleName);
  // The rate of plain descent that goes equally far along a constant gradient.
  const longRun = linear ? lr / (1 - linear.beta) : (j: number) => lr / memory.divisors[j];
  for (let epoch = 0; ; epoch++) {
    own.set(w, epoch * p);
    residualsOf(model, w, r);
    losses[epoch] = model.loss(r, w);
    if (epoch === epochs) break;
    model.gradient(r, w, g);
    memory.updates++;
    for (let j = 0; j < p; j++) w[j] -= lr * rule.direction(g[j], memory, j);
    model.afterUpdate?.(w, longRun);
  }
  const divisors = linear || epochs === 0 ? null : memory.divisors;
  return { epochs, p, own, weights: userWeights(model, own), losses, divisors };
}

/** The p weights at an epoch, in the user's units. */
export function weightsAt(run: Run, epoch: number): Float64Array {
  return run.weights.subarray(epoch * run.p, (epoch + 1) * run.p);
}

export function ownWeightsAt(run: Run, epoch: number): Float64Array {
  return run.own.subarray(epoch * run.p, (epoch + 1) * run.p);
}

function userWeights(model: Model, own: Float64Array): Float64Array {
  if (model.problem.units === null) return own;
  const weights = new Float64Array(own.length);
  for (let k = 0; k < own.length; k += model.size) {
    weights.set(model.inUserUnits(own.subarray(k, k + model.size)), k);
  }
  return weights;
}
