/**
 * Diagnosis of a run: its status, its cause, and its forecast, from the spectrum of the problem.
 *
 * It needs no run, so it is ready while a slider still moves. Python's `diagnosis/diagnose.py` and
 * `diagnosis/run.py` are the reference.
 */
import { errorsInTolerances, forecast, NOTHING, tolerances, type Forecast } from './forecast';
import { fromUserUnits, inUserUnits } from './problem';
import {
  advisedRate,
  bestRate,
  finalLoss,
  growthPerEpoch,
  rateLimit,
  statusOf,
  type Status,
} from './rates';
import type { Rule } from './rules';
import { errorShare, shrinkage } from './shares';
import { conditionNumber, isExact, misfitAt, noiseStd, type Spectrum } from './spectrum';

export type Cause =
  | 'none'
  | 'lr_above_limit'
  | 'lr_near_limit'
  | 'lr_too_small'
  | 'slow_direction'
  | 'noise_floor'
  | 'collinear';

export interface Diagnosis {
  status: Status;
  cause: Cause;
  lr: number;
  limit: number;
  best: number;
  advised: number;
  growth: number;
  forecast: Forecast;
  condition: number;
  startLoss: number;
  finalLoss: number;
  minLoss: number;
  /** Whether the best weights leave nothing but rounding. */
  exact: boolean;
  noiseStd: number;
  /** The responsible direction: its index, and the share of its error that an epoch keeps. */
  culprit: number;
  kept: number;
  /** The weight that is furthest from three digits, and by how much it is off. */
  worstWeight: number;
  worstError: number;
}

const NEAR_LIMIT = 0.95;
const MUCH_FASTER = 10;
const FASTER = 3;
const UNEVEN = 10;
const STRETCHED = 100;
const NEARLY_DEPENDENT = 1e10;
const VISIBLE = 0.05;
const SAME_LOSS = 1e-9;

/** Diagnose a run from `start`, in the user's units; `standard` is the standardized spectrum. */
export function diagnose(
  s: Spectrum,
  standard: Spectrum,
  rule: Rule,
  lr: number,
  epochs: number,
  start: ArrayLike<number>,
): Diagnosis {
  const w0 = fromUserUnits(s.problem, start);
  const run = new Outlook(s, rule, lr, epochs, w0);
  const smooth = run.at(advisedRate(s, rule));
  // In these epochs no rate that is known is better.
  const better = run.endsBelow(smooth) ? run : smooth;
  const errors = run.errorsLeft();
  const allowed = tolerances(s);
  const worstWeight = argmax(errors.map((error, j) => ratio(Math.abs(error), allowed[j])));
  const culprit = run.culprit();
  const exact = isExact(s);
  return {
    status: run.status,
    cause: causeOf(run, better, standard, exact),
    lr,
    limit: rateLimit(s, rule),
    best: bestRate(s, rule),
    advised: better.lr,
    growth: run.growth,
    exact,
    // Of a floor of 0 there is no percent to come near to.
    forecast: exact ? { ...run.forecast, loss: NaN } : run.forecast,
    condition: conditionNumber(s),
    startLoss: finalLoss(s, lr, 0, w0, rule),
    finalLoss: run.finalLoss,
    minLoss: s.minLoss,
    noiseStd: noiseStd(s),
    culprit,
    kept: shrinkage(lr * s.eigenvalues[culprit], rule),
    worstWeight,
    worstError: errors[worstWeight],
  };
}

/** A run in closed form, computed without iterating. */
class Outlook {
  readonly growth: number;
  readonly forecast: Forecast;
  readonly status: Status;
  readonly first: number[];
  readonly left: number[];
  private readonly shares: number[];

  constructor(
    readonly s: Spectrum,
    readonly rule: Rule,
    readonly lr: number,
    readonly epochs: number,
    readonly w0: number[],
  ) {
    this.growth = growthPerEpoch(s, lr, rule);
    this.forecast = forecast(s, lr, w0, rule);
    this.status = statusOf(this.growth, this.forecast.toTolerance, epochs);
    const inTolerances = errorsInTolerances(s, w0);
    const axes = Array.from({ length: s.rank }, (_, i) => i);
    this.first = axes.map((i) => Math.max(0, ...inTolerances.map((row) => Math.abs(row[i]))));
    this.shares = axes.map((i) => errorShare(rule, lr, s.eigenvalues[i], epochs));
    this.left = axes.map((i) =>
      this.first[i] === 0 ? 0 : this.first[i] * Math.abs(this.shares[i]),
    );
  }

  at(lr: number): Outlook {
    return new Outlook(this.s, this.rule, lr, this.epochs, this.w0);
  }

  /** Whether the error along the steepest direction that had one is gone. */
  get steepestIsDone(): boolean {
    // By the first error: what is left of it may underflow to 0.
    const steepest = this.first.findIndex((first) => first > NOTHING);
    if (steepest < 0) return true;
    const most = Math.min(this.first[steepest], Math.max(...this.left));
    return this.left[steepest] <= Math.max(1, 0.01 * most);
  }

  get finalLoss(): number {
    return finalLoss(this.s, this.lr, this.epochs, this.w0, this.rule);
  }

  /** Whether the run ends with a lower loss than another, unless it diverges. */
  endsBelow(other: Outlook): boolean {
    return this.status !== 'diverging' && this.finalLoss < other.finalLoss * (1 - SAME_LOSS);
  }

  /** Whether every combination of the weights is within a small part of its standard error. */
  get isWithinNoise(): boolean {
    const misfit = misfitAt(this.s, this.w0);
    const squares = this.shares.reduce((sum, share, i) => sum + (share * misfit[i]) ** 2, 0);
    return Math.sqrt(squares) < VISIBLE * noiseStd(this.s);
  }

  /** (p,) errors left in the user's weights. */
  errorsLeft(): number[] {
    const { s } = this;
    const misfit = misfitAt(s, this.w0);
    const own = new Float64Array(s.problem.p);
    this.shares.forEach((share, i) => {
      const error = (misfit[i] / s.sigma[i]) * share;
      s.axes[i].forEach((part, j) => (own[j] += part === 0 ? 0 : part * error));
    });
    return inUserUnits(s.problem, own);
  }

  /** The direction that grows most; else with most error left; else the slowest. */
  culprit(): number {
    if (this.status !== 'diverging' && this.left.some((left) => left > 0)) return argmax(this.left);
    const curved = Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1)));
    return argmax(curved.map((curvature) => shrinkage(this.lr * curvature, this.rule)));
  }
}

/**
 * The first cause that applies, in the order in which an expert would check them; `better` is the
 * run at the advised rate, or `run` itself if that ends lower.
 */
function causeOf(run: Outlook, better: Outlook, standard: Spectrum, exact: boolean): Cause {
  const { s, rule } = run;
  const vague = conditionNumber(standard) > NEARLY_DEPENDENT;
  if (run.status === 'diverging') return 'lr_above_limit';
  if (run.status === 'converged') {
    if (s.rank < s.sigma.length) return 'collinear';
    return exact ? 'none' : 'noise_floor';
  }
  if (run.isWithinNoise) return vague ? 'collinear' : 'noise_floor';
  const near = better !== run && run.lr >= NEAR_LIMIT * rateLimit(s, rule);
  if (near && !run.steepestIsDone) return 'lr_near_limit';
  const gain = timesFaster(run, better);
  if (gain > MUCH_FASTER && (!run.steepestIsDone || better.status === 'converged')) {
    return 'lr_too_small';
  }
  if (vague) return 'collinear';
  if (conditionNumber(s) > (run.steepestIsDone ? UNEVEN : STRETCHED)) return 'slow_direction';
  return gain > FASTER ? 'lr_too_small' : 'none';
}

function timesFaster(run: Outlook, better: Outlook): number {
  if (better.lr <= run.lr) return 1;
  const higher = better.lr / run.lr;
  const needed = run.forecast.toTolerance;
  if (!Number.isFinite(needed)) return higher;
  return Math.min(higher, needed / Math.max(better.forecast.toTolerance, 1));
}

function argmax(values: number[]): number {
  let best = 0;
  values.forEach((value, i) => {
    if (value > values[best] || Number.isNaN(values[best])) best = i;
  });
  return best;
}

const ratio = (value: number, allowed: number): number => {
  const quotient = value / allowed;
  return Number.isNaN(quotient) ? 0 : quotient;
};
