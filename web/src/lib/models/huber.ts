/** Huber regression: a line that a few large errors cannot pull away. Python's `models/huber.py` is the reference. */
import type { Kit } from './catalog';
import { problemOfRows, scoreModel } from './curved';

export const kit: Kit = {
  build(data, { settings: { alpha, delta }, standardize }) {
    const problem = problemOfRows(data, 'Huber regression', standardize);
    const clip = (r: number): number => Math.min(Math.max(r, -delta), delta);
    return scoreModel(problem, data.names, problem.y, alpha, {
      link: (score) => score,
      loss: (r) => clip(r) * (r - clip(r) / 2),
      pull: clip,
      curvature: (prediction, y) => (Math.abs(prediction - y) < delta ? 1 : 0),
      steepest: 1,
    });
  },
  formulas: ({ settings: { alpha } }) => ({
    predict: 'ŷ = X w + b',
    loss: `mean of ½ residual², straight beyond ±δ${alpha ? ' + α Σ w²' : ''}`,
    gradient: `(1/n) Xᵀ clip(ŷ − y, ±δ)${alpha ? ' + 2α w' : ''}`,
    after: '',
  }),
};
