/** Poisson regression: the mean of a count. Python's `models/poisson.py` is the reference. */
import { Unsuitable, type Kit } from './catalog';
import { problemOfRows, scoreModel } from './curved';

export const kit: Kit = {
  build(data, { settings: { alpha }, standardize }) {
    const bad = data.y.findIndex((y) => y < 0 || !Number.isInteger(y));
    if (bad >= 0) {
      throw new Unsuitable(
        `The target is ${data.y[bad]} in row ${bad + 1}, which is not a count: Poisson regression needs whole numbers of 0 or more.`,
      );
    }
    const problem = problemOfRows(data, 'Poisson regression', standardize);
    return scoreModel(problem, data.names, problem.y, alpha, {
      link: Math.exp,
      loss(r, y, score) {
        const mean = r + y;
        // Where the mean is far below the count, the sum has lost its digits; or it overflowed.
        const kept = mean > 0.1 * y && mean < Infinity;
        return mean - y * (kept ? Math.log(mean) : score());
      },
      pull: (r) => r,
      curvature: (mean) => mean,
      steepest: Infinity,
    });
  },
  formulas: ({ settings: { alpha } }) => ({
    predict: 'μ = exp(X w + b)',
    loss: `mean of μ − y log μ${alpha ? ' + α Σ w²' : ''}`,
    gradient: `(1/n) Xᵀ(μ − y)${alpha ? ' + 2α w' : ''}`,
    after: '',
  }),
};
