/**
 * Gradient descent, with the weights and the loss of every epoch stored.
 *
 * Python's `descent.py` is the reference; a run that diverges grows to Infinity and stays there.
 */
import { gradient, inUserUnits, fromUserUnits, residuals, type Problem } from './problem';
import { RULES, type RuleName } from './rules';

export interface Run {
  readonly epochs: number;
  readonly p: number;
  /** (epochs + 1) × p weights of the problem, possibly in standardized units. */
  readonly own: Float64Array;
  /** (epochs + 1) × p weights in the user's units. */
  readonly weights: Float64Array;
  readonly losses: Float64Array;
}

export function descend(
  problem: Problem,
  lr: number,
  epochs: number,
  start: ArrayLike<number>,
  ruleName: RuleName,
): Run {
  const { p, m } = problem;
  const rule = RULES[ruleName];
  const own = new Float64Array((epochs + 1) * p);
  const losses = new Float64Array(epochs + 1);
  const w = Float64Array.from(fromUserUnits(problem, start));
  const r = new Float64Array(m);
  const g = new Float64Array(p);
  const velocity = new Float64Array(p);
  for (let epoch = 0; epoch <= epochs; epoch++) {
    own.set(w, epoch * p);
    losses[epoch] = residuals(problem, w, r);
    gradient(problem, r, g);
    for (let j = 0; j < p; j++) w[j] -= lr * rule.direction(g[j], velocity, j);
  }
  return { epochs, p, own, weights: userWeights(problem, own), losses };
}

/** The p weights at an epoch, in the user's units. */
export function weightsAt(run: Run, epoch: number): Float64Array {
  return run.weights.subarray(epoch * run.p, (epoch + 1) * run.p);
}

export function ownWeightsAt(run: Run, epoch: number): Float64Array {
  return run.own.subarray(epoch * run.p, (epoch + 1) * run.p);
}

function userWeights(problem: Problem, own: Float64Array): Float64Array {
  if (problem.units === null) return own;
  const weights = new Float64Array(own.length);
  for (let k = 0; k < own.length; k += problem.p) {
    weights.set(inUserUnits(problem, own.subarray(k, k + problem.p)), k);
  }
  return weights;
}
