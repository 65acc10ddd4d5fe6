/**
 * Learning rates: the limit, the best, the advised and the first, and the result of every rate.
 *
 * Python's `diagnosis/trajectory.py` and `diagnosis/advice.py` are the reference.
 */
import { GROWTH } from './forecast';
import type { Problem } from './problem';
import type { Rule, StepRule } from './rules';
import { errorShare, logShrinkage, shrinkage } from './shares';
import { flattest, misfitAt, spectrumOf, steepest, type Spectrum } from './spectrum';

/** Share of the limit at which errors still change sign, but fade within a few epochs. */
const SMOOTH = 0.8;

/** The limit above which every run diverges: 2/λ_max for gradient descent. */
export function rateLimit(s: Spectrum, rule: StepRule): number {
  return steepest(s) > 0 ? rule.rateLimit(steepest(s)) : Infinity;
}

/**
 * The limit of an adaptive rule while its divisors P stay as they are: that of the Hessian P⁻¹H, whose
 * eigenvalues are those of P^(−½) H P^(−½). Python's `diagnosis/preconditioned.py` is the reference.
 */
export function dividedLimit(problem: Problem, rule: StepRule, divisors: Float64Array): number {
  const { p, rows } = problem;
  const divided = rows.map((value, at) => value / Math.sqrt(divisors[at % p]));
  return rateLimit(spectrumOf({ ...problem, rows: divided }), rule);
}

/** Where the limit of an adaptive rule holds: it moves with the divisors. */
export const AT_THE_END = 'after these epochs';

/** The rate at which the slowest axis is fastest: 2/(λ_max + λ_min) for gradient descent. */
export function bestRate(s: Spectrum, rule: Rule): number {
  if (steepest(s) <= 0) return Infinity;
  if (rule.beta === 0) return 2 / (steepest(s) + flattest(s));
  const rates = trialRates(rateLimit(s, rule));
  const worst = rates.map((lr) =>
    Math.max(
      orZero(logShrinkage(lr * flattest(s), rule)),
      orZero(logShrinkage(lr * steepest(s), rule)),
    ),
  );
  const least = Math.min(...worst) * (1 - 1e-9);
  // Momentum is equally fast over a range of rates, whose middle is the safest.
  const fastest = rates.filter((_, i) => worst[i] <= least);
  return fastest[Math.floor(fastest.length / 2)];
}

/** The best rate, at most 80% of the limit, cut to three digits. */
export function advisedRate(s: Spectrum, rule: Rule): number {
  const rate = Math.min(bestRate(s, rule), SMOOTH * rateLimit(s, rule));
  // 0.49999999999999994 is 0.5 up to rounding, and must not be cut to 0.499.
  return Number.isFinite(rate) ? cut(rate * (1 + 1e-12)) : 1;
}

const BELOW = 3; // decades below the limit that a slider shows
const ABOVE = 2;
const REACH = 300; // decades of a normal double
const USUAL_LIMIT = 0.025; // the limit of the lesson's line, used where the data have none

/**
 * The decades that the rate's slider shows, as exponents of ten: around the limit of the data, and
 * far enough for the rate itself. Whole numbers, so that the slider does not drift.
 */
export function rateDecades(limit: number, lr: number): [number, number] {
  const middle = Math.log10(limit > 0 && limit < Infinity ? limit : USUAL_LIMIT);
  const own = Math.log10(lr);
  const low = Math.floor(Math.min(middle - BELOW, own));
  const high = Math.ceil(Math.max(middle + ABOVE, own));
  return [Math.max(low, -REACH), Math.min(high, REACH)];
}

/** Cut, not rounded, to `digits` significant digits, so that a limit is never exceeded. */
export function cut(value: number, digits = 3): number {
  if (!(value > 1e-300 && value < Infinity)) return Math.max(value, 1e-300);
  const exponent = Math.floor(Math.log10(value)) - digits + 1;
  const shorter = Number(`${Math.floor(value / 10 ** exponent)}e${exponent}`);
  return shorter > 0 && shorter <= value ? shorter : value;
}

/** The loss after `epochs` updates from the weights `w0`, in the problem's units. */
export function finalLoss(
  s: Spectrum,
  lr: number,
  epochs: number,
  w0: ArrayLike<number>,
  rule: Rule,
): number {
  const misfit = misfitAt(s, w0);
  let squares = 0;
  for (let i = 0; i < s.rank; i++) {
    if (misfit[i] !== 0)
      squares += (misfit[i] * errorShare(rule, lr, s.eigenvalues[i], epochs)) ** 2;
  }
  return s.minLoss + s.problem.factor * squares;
}

export const growthPerEpoch = (s: Spectrum, lr: number, rule: Rule): number =>
  shrinkage(lr * steepest(s), rule);

export type Status = 'converged' | 'converging' | 'diverging';

export function statusOf(growth: number, needed: number, epochs: number): Status {
  if (growth > 1 + GROWTH) return 'diverging';
  return epochs >= needed ? 'converged' : 'converging';
}

/** The rate that makes the same run under another loss convention, from the losses' factors. */
export const equivalentRate = (lr: number, from: number, to: number): number => (lr * from) / to;

function trialRates(limit: number): number[] {
  const low = Array.from({ length: 500 }, (_, i) => limit * 10 ** (-6 + (5 * i) / 499));
  const high = Array.from({ length: 1999 }, (_, i) => limit * (0.1 + (0.9 * (i + 1)) / 1999));
  return [...low, ...high];
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);
