/** Comparison of the TypeScript with Python's golden runs, to 1e-9 relative, for every rule and loss. */
import { describe, expect, it } from 'vitest';
import { descend, weightsAt, type Run } from '../src/lib/descent';
import { diagnose } from '../src/lib/diagnosis';
import { directionName } from '../src/lib/directions';
import golden from '../src/lib/golden.json';
import adam from '../src/lib/golden_adam.json';
import { leastSquares, problemOf, standardized, type LossName } from '../src/lib/problem';
import { dividedLimit } from '../src/lib/rates';
import { linearRule, RULES, type RuleName } from '../src/lib/rules';
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

function sameRun(path: Run, losses: (number | null)[], weights: (number | null)[][]): void {
  losses.forEach((loss, k) => close(path.losses[k * EVERY], loss));
  weights.forEach((each, k) => {
    const scale = Math.max(...each.map((w) => Math.abs(w ?? 0)));
    each.forEach((w, j) => close(weightsAt(path, k * EVERY)[j], w, scale));
  });
}

describe.each(golden)('$data $loss $rule standardize=$standardize lr=$lr', (run) => {
  const own = problemOf(run.equivalent, run.n, run.loss as LossName);
  const problem = run.standardize ? standardized(own) : own;
  const rule = linearRule(run.rule as RuleName)!;
  const s = spectrumOf(problem);
  const d = diagnose(s, spectrumOf(standardized(own)), rule, run.lr, run.epochs, run.start);

  it('makes the same run', () => {
    const path = descend(leastSquares(problem), run.lr, run.epochs, run.start, rule.name);
    sameRun(path, run.losses, run.weights);
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

describe.each(adam)('$data $loss adam standardize=$standardize lr=$lr', (run) => {
  const own = problemOf(run.equivalent, run.n, run.loss as LossName);
  const problem = run.standardize ? standardized(own) : own;
  const path = descend(leastSquares(problem), run.lr, run.epochs, run.start, 'adam');

  it('makes the same run, to the same limit', () => {
    sameRun(path, run.losses, run.weights);
    close(dividedLimit(problem, RULES.adam, path.divisors!), run.lr_limit);
  });
});

it('has a limit that comes down while Adam goes on', () => {
  const run = adam.find(({ data, lr, standardize }) => data === 'lesson' && lr === 0.5 && !standardize)!;
  const problem = problemOf(run.equivalent, run.n, run.loss as LossName);
  const limits = [60, 200, 1000, 3000].map((epochs) => {
    const path = descend(leastSquares(problem), run.lr, epochs, run.start, 'adam');
    return dividedLimit(problem, RULES.adam, path.divisors!);
  });
  expect(limits).toEqual(limits.toSorted((a, b) => b - a));
  expect(limits[3]).toBeLessThan(limits[0] / 2);
  expect(limits[3]).toBeGreaterThan(run.lr);
});
