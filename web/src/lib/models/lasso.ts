/** Lasso: least squares plus alpha · ‖slopes‖₁. Python's `models/lasso.py` is the reference. */
import type { Kit } from './catalog';
import { penalized, squared } from './penalized';

export const kit: Kit = {
  build: (data, recipe) => penalized(data, recipe, recipe.settings.alpha, 0),
  formulas({ loss }) {
    const fit = squared(loss);
    return {
      predict: 'ŷ = X w + b',
      loss: `${fit.loss} + α Σ |w|`,
      gradient: `${fit.gradient}, without the penalty`,
      after: 'then move each slope toward 0 by lr·α, not past 0',
    };
  },
};
