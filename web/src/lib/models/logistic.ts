/** Logistic regression: the probability of the second of two classes. Python's `models/logistic.py` is the reference. */
import { Unsuitable, type Kit } from './catalog';
import { problemOfRows, scoreModel } from './curved';

/** Of the class that was seen: below it, 1 − the other's loses more than a digit. */
const LIKELY = 0.1;

export const kit: Kit = {
  build(data, { settings: { alpha }, standardize }) {
    const classes = [...new Set(data.y)].sort((a, b) => a - b);
    if (classes.length !== 2) {
      throw new Unsuitable(
        classes.length < 2
          ? 'All points are of the same class: logistic regression needs points of two classes.'
          : `The target has ${classes.length} different values, and logistic regression needs two classes: choose softmax, or other data.`,
      );
    }
    const problem = problemOfRows(data, 'logistic regression', standardize);
    const target = problem.y.map((y) => (y === classes[1] ? 1 : 0));
    return scoreModel(
      problem,
      data.names,
      target,
      alpha,
      {
        link: (score) => 1 / (1 + Math.exp(-score)),
        loss(r, y, score) {
          const wrong = Math.abs(r); // the probability of the class that was not seen
          if (wrong <= 1 - LIKELY) return -Math.log1p(-wrong);
          const s = y === 1 ? -score() : score();
          return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
        },
        pull: (r) => r,
        curvature: (p) => p * (1 - p),
        steepest: 0.25,
      },
      classes,
    );
  },
  formulas: ({ settings: { alpha } }) => ({
    predict: 'p = 1/(1 + exp(−(X w + b)))',
    loss: `−mean log p of the class seen${alpha ? ' + α Σ w²' : ''}`,
    gradient: `(1/n) Xᵀ(p − y)${alpha ? ' + 2α w' : ''}`,
    after: '',
  }),
};
