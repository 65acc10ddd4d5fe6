/**
 * Forecast of a run: epochs until the loss is near its floor, and each weight right to three digits.
 *
 * Along axis i the error shrinks like ρ_i^t, so a sum Σ b_i ρ_i^t falls below 1 at an epoch that
 * Newton's method finds from the left. From there the error itself is followed, with its signs and
 * the oscillations of momentum. Python's `diagnosis/run.py` is the reference.
 */
import { inUserUnits } from './problem';
import type { Rule } from './rules';
import { errorShare, logShrinkage } from './shares';
import { dot, misfitAt, noiseStd, type Spectrum } from './spectrum';

export interface Forecast {
  /** Epochs until the loss is within 1% of its floor; Infinity if never. */
  loss: number;
  /** (p,) epochs until each weight is right to three digits. */
  weights: number[];
  /** Epochs until all weights are right to three digits. */
  toTolerance: number;
}

const THREE_DIGITS = 5e-4;
const LEAST_NOISE = 1e-3;
const NEAR_FLOOR = 0.01;
const NEWTON_STEPS = 12;
const WAVE = 48;
const BEYOND = 1e100;
const FASTEST = -690;
const ROUNDING = 1e-9;
/** In tolerances: an error below it is rounding. */
export const NOTHING = 1e-14;
export const GROWTH = 1e-12;
const COUNTABLE = 1e15;

/** Forecast a run from the weights `w0`, in the problem's units. */
export function forecast(s: Spectrum, lr: number, w0: ArrayLike<number>, rule: Rule): Forecast {
  const curved = s.eigenvalues.subarray(0, s.rank);
  const logKept = Array.from(curved, (curvature) => logShrinkage(lr * curvature, rule));
  const floor = (NEAR_FLOOR * s.minLoss) / s.problem.factor;
  const misfit = misfitAt(s, w0).subarray(0, s.rank);
  const ofLoss = Array.from(misfit, (m) => (m === 0 ? 0 : (m * m) / floor));
  const path = new Path(rule, lr, curved);
  const twice = logKept.map((log) => 2 * log);
  const loss = path.settled(ofLoss, epochsUntilBelowOne(ofLoss, twice), 2);
  const weights = errorsInTolerances(s, w0).map((errors) =>
    path.settled(errors, epochsUntilBelowOne(errors.map(Math.abs), logKept), 1),
  );
  return { loss, weights, toTolerance: Math.max(...weights) };
}

/** (p,) largest error of each of the user's weights that counts as right to three digits. */
export function tolerances(s: Spectrum): number[] {
  const { problem, rank } = s;
  const noise = Math.max(
    noiseStd(s),
    LEAST_NOISE * Math.sqrt(dot(problem.y, problem.y) / problem.n),
  );
  const variance = new Float64Array(problem.p);
  for (let i = 0; i < rank; i++) {
    inUserUnits(problem, s.axes[i]).forEach((part, j) => (variance[j] += (part / s.sigma[i]) ** 2));
  }
  return inUserUnits(problem, s.optimum).map(
    (weight, j) => THREE_DIGITS * Math.max(Math.abs(weight), Math.sqrt(variance[j]) * noise),
  );
}

/** [p][rank] the part of weight j's error at `w0` that lies along axis i, in tolerances of j. */
export function errorsInTolerances(s: Spectrum, w0: ArrayLike<number>): number[][] {
  const { problem, rank } = s;
  const misfit = misfitAt(s, w0);
  const parts = s.axes.slice(0, rank).map((axis, i) => {
    const along = misfit[i] / s.sigma[i];
    return inUserUnits(
      problem,
      axis.map((v) => v * along),
    );
  });
  return tolerances(s).map((allowed, j) =>
    parts.map((part) => (allowed > 0 ? part[j] / allowed : 0)),
  );
}

/** The first whole t with Σ_i b_i ρ_i^t ≤ 1, for b ≥ 0. */
export function epochsUntilBelowOne(amplitudes: number[], logKept: number[]): number {
  let stuck = 0;
  const moving: [number, number][] = [];
  for (let i = 0; i < amplitudes.length; i++) {
    if (!Number.isFinite(amplitudes[i])) return Infinity;
    if (logKept[i] > GROWTH && amplitudes[i] > NOTHING) return Infinity;
    if (logKept[i] < 0) {
      if (amplitudes[i] > 0) moving.push([amplitudes[i], Math.max(logKept[i], FASTEST)]);
    } else stuck += amplitudes[i];
  }
  const room = 1 - stuck; // terms that do not shrink leave less room for those that do
  if (room <= 0) return Infinity;
  const terms = moving.map(([b, slope]) => [Math.log(b / room), slope]);
  let t = Math.max(0, ...terms.map(([height, slope]) => height / -slope));
  for (let k = 0; k < NEWTON_STEPS; k++) {
    let total = 0;
    let fall = 0;
    for (const [height, slope] of terms) {
      const term = Math.exp(height + t * slope);
      total += term;
      fall -= term * slope;
    }
    if (total <= 1) break;
    const gain = (total * Math.log(total)) / fall;
    t += gain;
    if (gain <= 0.1) break;
  }
  return Math.ceil(t - 1e-6) + 0;
}

/** The errors along a run's path, computed for the epochs that are asked for. */
class Path {
  private readonly kept = new Map<number, Float64Array>();
  private readonly window: number;

  constructor(
    private readonly rule: Rule,
    private readonly lr: number,
    private readonly curvatures: Float64Array,
  ) {
    this.window = rule.beta === 0 ? 2 : WAVE;
  }

  /** The epoch after which |Σ b_i s_i(t)^power| stays ≤ 1, near the estimate `about`. */
  settled(b: number[], about: number, power: number): number {
    if (!(about <= COUNTABLE)) return about;
    const stays = (t: number) => this.stays(b, t, power);
    let good = about;
    for (let step = 1; !stays(good); step *= 2) {
      if (step > COUNTABLE) return Infinity;
      good += step;
    }
    let bad = good - 1;
    for (let step = 1; bad >= 0 && stays(bad); step *= 2) bad -= step;
    bad = Math.max(bad, -1);
    while (good > bad + 1) {
      const middle = Math.floor((good + bad) / 2);
      if (stays(middle)) good = middle;
      else bad = middle;
    }
    return good;
  }

  private stays(b: number[], t: number, power: number): boolean {
    for (let k = 0; k < this.window; k++) {
      const shares = this.sharesAt(t + k);
      let reached = 0;
      for (let i = 0; i < b.length; i++) reached += b[i] * shares[i] ** power;
      if (!(Math.abs(reached) <= 1 + ROUNDING)) return false;
    }
    return true;
  }

  /** Shares at epoch t, cached: they are the same for every weight. */
  private sharesAt(t: number): Float64Array {
    let shares = this.kept.get(t);
    if (shares === undefined) {
      shares = this.curvatures.map((curvature) => {
        const share = errorShare(this.rule, this.lr, curvature, t);
        return Math.min(Math.max(share, -BEYOND), BEYOND);
      });
      this.kept.set(t, shares);
    }
    return shares;
  }
}
