/** Comparison of the TypeScript with Python's golden runs, to 1e-9 relative, for every rule and loss. */
import { describe, expect, it } from 'vitest';
import { descend, weightsAt } from '../src/lib/descent';
import { diagnose } from '../src/lib/diagnosis';
import { directionName } from '../src/lib/directions';
import golden from '../src/lib/golden.json';
import { leastSquares, problemOf, standardized, type LossName } from '../src/lib/problem';
import { RULES, type RuleName } from '../src/lib/rules';
import { spectrumOf } from '../src/lib/spectrum';

const RELATIVE = 1e-9;
const EVERY = 10;

function close(actual: number, wanted: number | null, scale = 0): void {
  if (wanted === null) expect(Number.isFinite(actual)).toBe(false);
  else expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(RELATIVE * Math.max(Math.abs(wanted), scale));
}

/** Whether all curvatures differ: the axes of equal ones are not unique. */
const distinct = (values: number[]): boolean =>
  values.every((value, i) => i === 0 || value < 0.999 * values[i - 1]);

describe.each(golden)('$data $loss $rule standardize=$standardize lr=$lr', (run) => {
  const own = problemOf(run.equivalent, run.n, run.loss as LossName);
  const problem = run.standardize ? standardized(own) : own;
  const rule = RULES[run.rule as RuleName];
  const s = spectrumOf(problem);
  const d = diagnose(s, spectrumOf(standardized(own)), rule, run.lr, run.epochs, run.start);

  it('makes the same run', () => {
    const path = descend(leastSquares(problem), run.lr, run.epochs, run.start, rule.name);
    run.losses.forEach((loss, k) => close(path.losses[k * EVERY], loss));
    run.weights.forEach((weights, k) => {
      const scale = Math.max(...weights.map((w) => Math.abs(w ?? 0)));
      weights.forEach((w, j) => close(weightsAt(path, k * EVERY)[j], w, scale));
    });
  });

  it('has the same spectrum', () => {
    run.eigenvalues.forEach((value, i) => close(s.eigenvalues[i], value));
    if (!run.exact) close(s.minLoss, run.min_loss); // otherwise both are rounding
    const scale = Math.max(...run.closed_form.map(Math.abs));
    const spectrum = spectrumOf(own);
    run.closed_form.forEach((w, j) => close(spectrum.optimum[j], w, scale));
    if (distinct(run.eigenvalues)) {
      run.directions.forEach((name, i) => expect(directionName(s.axes[i], run.names)).toBe(name));
    }
  });

  it('has the same diagnosis', () => {
    expect([d.status, d.cause, d.exact]).toEqual([run.status, run.cause, run.exact]);
    close(d.limit, run.lr_limit);
    close(d.best, run.lr_best);
    close(d.advised, run.lr_advised);
    close(d.growth, run.growth);
    close(d.forecast.loss, run.epochs_to_loss);
    run.epochs_to_weights.forEach((needed, j) => close(d.forecast.weights[j], needed));
  });
});
