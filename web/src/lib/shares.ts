/**
 * Share of an error that is left after t epochs along an axis of curvature λ, in closed form.
 *
 *   gd         s(t) = (1 − lr·λ)^t
 *   otherwise  s(t+1) = trace · s(t) − determinant · s(t−1),  s(0) = 1,  s(1) = first
 *
 * Python's `diagnosis/trajectory.py` is the reference.
 */
import type { Rule } from './rules';

/** The share of the first error that is left at epoch t; overflow gives ±Infinity. */
export function errorShare(rule: Rule, lr: number, curvature: number, t: number): number {
  if (t === 0) return 1;
  const step = lr * curvature;
  return rule.beta === 0 ? power(step, t) : secondOrder(rule.recurrence(step), t);
}

/** log ρ: the share of the error that an epoch keeps in the long run, for step = lr·λ. */
export function logShrinkage(step: number, rule: Rule): number {
  if (rule.beta === 0) return Math.log1p(step < 1 ? -step : step - 2);
  const [trace, determinant] = rule.recurrence(step);
  const spread = trace * trace - 4 * determinant;
  if (spread < 0) return Math.log(Math.max(determinant, 0)) / 2;
  const root = Math.sqrt(Math.max(spread, 0));
  // At z = ±1 the polynomial is (1 ∓ z₁)(1 ∓ z₂): a root near either end, without cancellation.
  const end = trace >= 0 ? step : 1 + trace + determinant;
  const smaller = (Math.abs(trace) - root) / 2;
  const larger = (Math.abs(trace) + root) / 2;
  const gap = smaller < 1 ? end / (1 - smaller) : 1 - larger;
  return larger < 2 ? Math.log1p(-gap) : Math.log(larger);
}

export const shrinkage = (step: number, rule: Rule): number => Math.exp(logShrinkage(step, rule));

/** (1 − step)^t by log1p, which keeps the digits of a small step over many epochs. */
function power(step: number, t: number): number {
  if (step === 1) return 0;
  const over = step > 1;
  const size = Math.exp(t * Math.log1p(over ? step - 2 : -step));
  return over && t % 2 === 1 ? -size : size;
}

function secondOrder([trace, determinant, first]: [number, number, number], t: number): number {
  const spread = trace * trace - 4 * determinant;
  if (spread >= 0) {
    const root = Math.sqrt(spread);
    const large = (trace + (trace < 0 ? -root : root)) / 2;
    if (large === 0) return t === 1 ? first : 0;
    const q = determinant / large / large;
    return large ** (t - 1) * (large + (first - large) * geometricSum(q, t));
  }
  const radius = Math.sqrt(Math.max(determinant, 0));
  // The angle from the spread: an arccos would lose it where the roots nearly meet.
  const angle = Math.atan2(Math.sqrt(-spread), trace);
  const waves = first * Math.sin(t * angle) - radius * Math.sin((t - 1) * angle);
  return (radius ** (t - 1) * waves) / Math.sin(angle);
}

/** 1 + q + … + q^(t−1) for |q| ≤ 1, which tends to t as q tends to 1. */
function geometricSum(q: number, t: number): number {
  if (q === 1) return t;
  if (q > 0) return Math.expm1(t * Math.log(q)) / Math.expm1(Math.log(q));
  return (1 - q ** t) / (1 - q);
}
