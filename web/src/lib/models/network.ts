/** Network with one hidden layer of tanh units. Python's `models/network.py` is the reference. */
import { fromUserUnits, inUserUnits, lossFactor, sumOfSquares } from '../problem';
import type { Kit } from './catalog';
import { problemOfRows, type CurvedModel } from './curved';
import { squared } from './penalized';

/** tanh to rounding; `Math.tanh` takes many times as long, and a run needs it a hundred thousand times. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size > 0.3) {
    const away = 1 - 2 / (Math.exp(2 * size) + 1);
    return x < 0 ? -away : away;
  }
  // Near 0 the difference above would cancel, so there it is a continued fraction.
  const s = x * x;
  return x / (1 + s / (3 + s / (5 + s / (7 + s / (9 + s / 11)))));
}

export const kit: Kit = {
  build(data, { settings: { alpha, hidden: h }, loss, standardize, normals }): CurvedModel {
    const problem = problemOfRows(data, 'the network', standardize);
    const { rows, m, p, n } = problem;
    const d = p - 1;
    const c = lossFactor(loss, n);
    const size = (p + 1) * h + 1;
    const OUT = p * h; // where the weights out of the units begin
    /** (m × h) the units at the last weights, for the gradient. */
    const units = new Float64Array(m * h);

    /** tanh of the score of each unit, (rows × h). */
    const layer = (those: Float64Array, w: ArrayLike<number>, out: Float64Array): void => {
      for (let i = 0; i * h < out.length; i++) {
        for (let k = 0; k < h; k++) {
          let sum = 0;
          for (let j = 0; j < p; j++) sum += those[i * p + j] * w[j * h + k];
          out[i * h + k] = tanh(sum);
        }
      }
    };
    /** The penalty's gradient, over all weights but the intercepts. */
    const addPenalty = (w: ArrayLike<number>, out: Float64Array): void => {
      if (alpha === 0) return;
      for (let at = 0; at < d * h; at++) out[at] += 2 * alpha * w[at];
      for (let at = OUT; at < OUT + h; at++) out[at] += 2 * alpha * w[at];
    };
    const byUnit = (convert: (w: ArrayLike<number>) => number[], w: ArrayLike<number>): number[] => {
      const out = Array.from(w);
      for (let k = 0; k < h; k++)
        convert(Array.from({ length: p }, (_, j) => w[j * h + k])).forEach((v, j) => (out[j * h + k] = v));
      return out;
    };
    const inUser = (w: ArrayLike<number>): number[] => byUnit((each) => inUserUnits(problem, each), w);
    const first = Array.from({ length: size }, (_, at) =>
      at < OUT ? normals[at] / Math.sqrt(p) : at < OUT + h ? normals[at] / Math.sqrt(h) : 0,
    );
    const into = [...data.names, 'intercept'].flatMap((name) =>
      Array.from({ length: h }, (_, k) => `${name} to h${k + 1}`),
    );
    return {
      problem,
      names: [...into, ...Array.from({ length: h }, (_, k) => `h${k + 1}`), 'intercept'],
      classes: [],
      convex: false,
      size,
      outputs: 1,
      target: problem.y,
      firstWeights: inUser(first),
      bound: null,
      redundant: [],
      predict(those, w, out) {
        const own = those === rows ? units : new Float64Array(out.length * h);
        layer(those, w, own);
        for (let i = 0; i < out.length; i++) {
          let sum = w[size - 1];
          for (let k = 0; k < h; k++) sum += own[i * h + k] * w[OUT + k];
          out[i] = sum;
        }
      },
      loss(r, w) {
        let penalty = 0;
        for (let at = 0; at < d * h; at++) penalty += w[at] * w[at];
        for (let at = OUT; at < OUT + h; at++) penalty += w[at] * w[at];
        return c * sumOfSquares(r) + alpha * penalty;
      },
      gradient(r, w, out) {
        out.fill(0);
        for (let i = 0; i < m; i++) {
          for (let k = 0; k < h; k++) {
            const unit = units[i * h + k];
            const blame = r[i] * w[OUT + k] * (1 - unit * unit);
            for (let j = 0; j < p; j++) out[j * h + k] += rows[i * p + j] * blame;
            out[OUT + k] += unit * r[i];
          }
          out[size - 1] += r[i];
        }
        for (let at = 0; at < size; at++) out[at] *= 2 * c;
        addPenalty(w, out);
      },
      hessianAt(w) {
        const hidden = new Float64Array(m * h);
        const slopes = new Float64Array(m * h); // of the units
        const residuals = new Float64Array(m);
        const changes = new Float64Array(h);
        layer(rows, w, hidden);
        for (let i = 0; i < m; i++) {
          residuals[i] = w[size - 1] - problem.y[i];
          for (let k = i * h, at = OUT; k < (i + 1) * h; k++, at++) {
            residuals[i] += hidden[k] * w[at];
            slopes[k] = 1 - hidden[k] * hidden[k];
          }
        }
        return (v, out) => {
          out.fill(0);
          for (let i = 0; i < m; i++) {
            let change = v[size - 1];
            for (let k = 0; k < h; k++) {
              let sum = 0;
              for (let j = 0; j < p; j++) sum += rows[i * p + j] * v[j * h + k];
              changes[k] = slopes[i * h + k] * sum;
              change += changes[k] * w[OUT + k] + hidden[i * h + k] * v[OUT + k];
            }
            const residual = residuals[i];
            for (let k = 0; k < h; k++) {
              const unit = hidden[i * h + k];
              const blame =
                (change * w[OUT + k] + residual * v[OUT + k]) * slopes[i * h + k] -
                2 * residual * w[OUT + k] * unit * changes[k];
              for (let j = 0; j < p; j++) out[j * h + k] += rows[i * p + j] * blame;
              out[OUT + k] += unit * change + changes[k] * residual;
            }
            out[size - 1] += change;
          }
          for (let at = 0; at < size; at++) out[at] *= 2 * c;
          addPenalty(v, out);
        };
      },
      inUserUnits: inUser,
      fromUserUnits: (w) => byUnit((each) => fromUserUnits(problem, each), w),
    };
  },
  formulas({ loss }) {
    const fit = squared(loss);
    return {
      predict: 'h = tanh(X V), ŷ = h·u + b',
      loss: fit.loss,
      gradient: `${fit.gradient.replace('Xᵀ', 'hᵀ')} for u; V by the chain rule`,
      after: '',
    };
  },
};
