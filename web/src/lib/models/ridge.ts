/** Ridge regression: least squares plus alpha · ‖slopes‖². Python's `models/ridge.py` is the reference. */
import type { Kit } from './catalog';
import { penalized, squared } from './penalized';

export const kit: Kit = {
  build: (data, recipe) => penalized(data, recipe, 0, recipe.settings.alpha),
  formulas({ loss }) {
    const fit = squared(loss);
    return {
      predict: 'ŷ = X w + b',
      loss: `${fit.loss} + α Σ w²`,
      gradient: `${fit.gradient} + 2α w`,
      after: '',
    };
  },
};
