/** Softmax regression: the probabilities of several classes. Python's `models/softmax.py` is the reference. */
import { fromUserUnits, inUserUnits } from '../problem';
import { Unsuitable, type Kit } from './catalog';
import { addPenalty, largestSquare, problemOfRows, squaresOf, type CurvedModel } from './curved';

const LIKELY = 0.1;
const MOST_CLASSES = 10;

export const kit: Kit = {
  build(data, { settings: { alpha }, standardize }): CurvedModel {
    const classes = [...new Set(data.y)].sort((a, b) => a - b);
    if (classes.length < 2)
      throw new Unsuitable('All points are of the same class: softmax needs points of two classes or more.');
    if (classes.length > MOST_CLASSES)
      throw new Unsuitable(
        `The target has ${classes.length} different values, and the page draws at most ${MOST_CLASSES} classes: choose other data, or a model of numbers.`,
      );
    const problem = problemOfRows(data, 'softmax', standardize);
    const { rows, m, p, n } = problem;
    const [K, d] = [classes.length, p - 1];
    const seen = Int32Array.from(problem.y, (y) => classes.indexOf(y));
    const target = new Float64Array(m * K);
    seen.forEach((k, i) => (target[i * K + k] = 1));
    const names = [...data.names, 'intercept'];

    /** Scores of one row, class by class; returns the largest. */
    const score = (those: Float64Array, i: number, w: ArrayLike<number>, out: Float64Array, at: number): number => {
      let top = -Infinity;
      for (let k = 0; k < K; k++) {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += those[i * p + j] * w[k * p + j];
        out[at + k] = sum;
        if (sum > top) top = sum;
      }
      return top;
    };
    const predict = (those: Float64Array, w: ArrayLike<number>, out: Float64Array): void => {
      for (let i = 0; i * K < out.length; i++) {
        const top = score(those, i, w, out, i * K);
        let total = 0;
        for (let k = i * K; k < (i + 1) * K; k++) total += out[k] = Math.exp(out[k] - top);
        for (let k = i * K; k < (i + 1) * K; k++) out[k] /= total;
      }
    };
    /** (1/n) rᵀ X_b, class by class, plus the gradient of the penalty. */
    const gathered = (r: Float64Array, w: ArrayLike<number>, out: Float64Array): void => {
      for (let k = 0; k < K; k++) {
        for (let j = 0; j < p; j++) {
          let sum = 0;
          for (let i = 0; i < m; i++) sum += rows[i * p + j] * r[i * K + k];
          out[k * p + j] = sum / n;
        }
        addPenalty(alpha, d, w, out, k * p);
      }
    };
    const byClass = (convert: (w: ArrayLike<number>) => number[], w: ArrayLike<number>): number[] =>
      classes.flatMap((_, k) => convert(Array.from({ length: p }, (_, j) => w[k * p + j])));
    return {
      problem,
      names: classes.flatMap((each) => names.map((name) => `${each}: ${name}`)),
      classes,
      convex: true,
      size: K * p,
      outputs: K,
      target,
      firstWeights: new Array<number>(K * p).fill(0),
      bound: largestSquare(problem) / (2 * n) + 2 * alpha,
      redundant: names.map((_, j) =>
        Float64Array.from({ length: K * p }, (_, at) => (at % p === j ? Math.sqrt(1 / K) : 0)),
      ),
      predict,
      loss(r, w) {
        const scores = new Float64Array(K);
        let sum = 0;
        for (let i = 0; i < m; i++) {
          const wrong = -r[i * K + seen[i]]; // the probability of all classes that were not seen
          if (wrong <= 1 - LIKELY) {
            sum -= Math.log1p(-wrong);
            continue;
          }
          const top = score(rows, i, w, scores, 0);
          const total = scores.reduce((all, each) => all + Math.exp(each - top), 0);
          sum += top + Math.log(total) - scores[seen[i]];
        }
        let penalty = 0;
        for (let k = 0; k < K; k++) penalty += squaresOf(w, d, k * p);
        return sum / m + alpha * penalty;
      },
      gradient: gathered,
      hessianAt(w) {
        const probability = new Float64Array(m * K);
        const change = new Float64Array(m * K);
        predict(rows, w, probability);
        return (v, out) => {
          for (let i = 0; i < m; i++) {
            score(rows, i, v, change, i * K);
            let mean = 0;
            for (let k = i * K; k < (i + 1) * K; k++) mean += probability[k] * change[k];
            for (let k = i * K; k < (i + 1) * K; k++) change[k] = probability[k] * (change[k] - mean);
          }
          gathered(change, v, out);
        };
      },
      inUserUnits: (w) => byClass((each) => inUserUnits(problem, each), w),
      fromUserUnits: (w) => byClass((each) => fromUserUnits(problem, each), w),
    };
  },
  formulas: ({ settings: { alpha } }) => ({
    predict: 'p = exp(X w + b) / sum over the classes',
    loss: `−mean log p of the class seen${alpha ? ' + α Σ w²' : ''}`,
    gradient: `(1/n) (p − Y)ᵀ X${alpha ? ' + 2α w' : ''}`,
    after: '',
  }),
};
