/** Elastic net: the penalties of ridge and lasso. Python's `models/elastic_net.py` is the reference. */
import type { Kit } from './catalog';
import { penalized, squared } from './penalized';

export const kit: Kit = {
  build(data, recipe) {
    const { alpha, l1_ratio: share } = recipe.settings;
    return penalized(data, recipe, alpha * share, (alpha * (1 - share)) / 2);
  },
  formulas({ loss }) {
    const fit = squared(loss);
    return {
      predict: 'ŷ = X w + b',
      loss: `${fit.loss} + α (ρ Σ |w| + ½(1 − ρ) Σ w²)`,
      gradient: `${fit.gradient} + α (1 − ρ) w`,
      after: 'then move each slope toward 0 by lr·α·ρ, not past 0',
    };
  },
};
