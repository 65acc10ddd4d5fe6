/**
 * The limit of the learning rate, the best rate, and what every rate leads to.
 *
 * Python's `trajectory.py` and `advice.py` are the reference.
 */
import { GROWTH } from './forecast';
import type { Rule } from './rules';
import { errorShare, logShrinkage, shrinkage } from './shares';
import { flattest, misfitAt, steepest, type Spectrum } from './spectrum';

const SAFE = 0.99;
/** Of the limit: errors still change sign, but fade within a few epochs. */
export const SMOOTH = 0.8;

/** Beyond it every run diverges: 2/λ_max for gradient descent. */
export function rateLimit(s: Spectrum, rule: Rule): number {
  return steepest(s) > 0 ? rule.rateLimit(steepest(s)) : Infinity;
}

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
  // Momentum is as fast over a whole range of rates: its middle is the safest.
  const fastest = rates.filter((_, i) => worst[i] <= least);
  return fastest[Math.floor(fastest.length / 2)];
}

/** The best rate, but never beyond 99 % of the limit, cut to three digits. */
export function advisedRate(s: Spectrum, rule: Rule): number {
  const rate = Math.min(bestRate(s, rule), SAFE * rateLimit(s, rule));
  // 0.49999999999999994 is 0.5 but for rounding, and 0.499 would depend on the last bit.
  return Number.isFinite(rate) ? cut(rate * (1 + 1e-12)) : 1;
}

/** A rate to open data with: the advised one, unless it would see-saw along the steepest axis. */
export function openingRate(s: Spectrum, rule: Rule): number {
  return Math.min(advisedRate(s, rule), cut(SMOOTH * rateLimit(s, rule)));
}

const BELOW = 3; // decades below the limit that a slider shows
const ABOVE = 2;
const REACH = 300; // decades of a double that is no denormal
const USUAL_LIMIT = 0.025; // of the lesson's line, where the data have none

/**
 * The decades that a slider for the rate shows, as exponents of ten: around the limit that the data
 * have, and as far as the rate itself lies. Whole, so that what is shown does not creep.
 */
export function rateDecades(limit: number, lr: number): [number, number] {
  const middle = Math.log10(limit > 0 && limit < Infinity ? limit : USUAL_LIMIT);
  const own = Math.log10(lr);
  const low = Math.floor(Math.min(middle - BELOW, own));
  const high = Math.ceil(Math.max(middle + ABOVE, own));
  return [Math.max(low, -REACH), Math.min(high, REACH)];
}

/** Cut, not rounded, to so many significant digits: a limit stays a limit. */
export function cut(value: number, digits = 3): number {
  if (!(value > 1e-300 && value < Infinity)) return Math.max(value, 1e-300);
  const exponent = Math.floor(Math.log10(value)) - digits + 1;
  const shorter = Number(`${Math.floor(value / 10 ** exponent)}e${exponent}`);
  return shorter > 0 && shorter <= value ? shorter : value;
}

/** The loss after `epochs` updates from own weights `w0`. */
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

/** The same run under another loss convention: the loss's factor moves the rate the other way. */
export const equivalentRate = (lr: number, from: number, to: number): number => (lr * from) / to;

function trialRates(limit: number): number[] {
  const low = Array.from({ length: 500 }, (_, i) => limit * 10 ** (-6 + (5 * i) / 499));
  const high = Array.from({ length: 1999 }, (_, i) => limit * (0.1 + (0.9 * (i + 1)) / 1999));
  return [...low, ...high];
}

const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);
