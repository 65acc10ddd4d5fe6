/** Comparison of the models with Python's golden runs, to 1e-9 relative, over several seeds. */
import { tanh } from '../src/lib/models/network';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { descend, weightsAt } from '../src/lib/descent';
import { gradientOf, lossOf } from '../src/lib/model';
import { MODELS, type Kit, type ModelSettings, type Rows } from '../src/lib/models/catalog';
import { curvatureAt, minimumOf } from '../src/lib/models/minimum';
import { limitOf, statusOf } from '../src/lib/models/outlook';
import kept from '../src/lib/models/golden.json';
import type { LossName } from '../src/lib/problem';
import { RULES, type RuleName } from '../src/lib/rules';

/** More seeds than are kept, where a file of them is given. */
const given = process.env.GOLDEN_MODELS;
const golden: typeof kept = given ? JSON.parse(readFileSync(given, 'utf8')) : kept;

const RELATIVE = 1e-9;
const EVERY = 10;

const largest = (values: (number | null)[]): number => Math.max(...values.map((v) => Math.abs(v ?? 0)));

function close(actual: ArrayLike<number>, wanted: (number | null)[], relative = RELATIVE): void {
  const scale = largest(wanted);
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, j) => {
    if (value === null) expect(Number.isFinite(actual[j])).toBe(false);
    else expect(Math.abs(actual[j] - value)).toBeLessThanOrEqual(relative * scale);
  });
}

const kits = Object.fromEntries(
  await Promise.all(
    Object.entries(MODELS)
      .filter(([name]) => name !== 'least-squares')
      .map(async ([name, info]) => [name, (await info.load()).kit] as [string, Kit]),
  ),
);

const isComparable = (group: (typeof golden)[number]): boolean => group.runs[0].comparable === 1 + group.epochs / EVERY;

it('covers every model over several seeds', () => {
  const seen = new Set(golden.map((group) => `${group.model} ${group.seed}`));
  expect(seen.size).toBeGreaterThanOrEqual(4 * (Object.keys(MODELS).length - 1));
  // Below the limit, wherever that is known, runs are not chaotic: all of their epochs are compared.
  const calm = golden.filter((each) => each.rule === 'gd' && each.runs[0].lr < (each.global_limit ?? Infinity));
  expect(calm.length).toBeGreaterThan(0);
  for (const group of calm) expect(isComparable(group)).toBe(true);
});

it('finds the minimum of a Huber loss whose rows all begin beyond the kink', () => {
  const x = [0, 1, 2, 3, 4, 5, 6, 7];
  const y = x.map((value, i) => 100 + 2 * value + (i === 7 ? 60 : 0.1 * (-1) ** i));
  const rows: Rows = { names: ['x'], columns: [x], y, equivalent: [], n: 8, sampled: false };
  const settings = { alpha: 0, delta: 1, l1_ratio: 0, hidden: 1 };
  const model = kits.huber.build(rows, { settings, loss: 'mse', standardize: false, normals: [] });
  const minimum = minimumOf(model);
  expect(minimum).not.toBeNull();
  const slope = gradientOf(model, minimum!.weights);
  expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-12);
});

describe.each(golden)('$model, seed $seed, $loss $rule standardize=$standardize', (group) => {
  const rows: Rows = { ...group, n: group.y.length, sampled: false };
  const model = kits[group.model].build(rows, {
    settings: group.settings as unknown as ModelSettings,
    loss: group.loss as LossName,
    standardize: group.standardize,
    normals: group.normals,
  });
  const rule = RULES[group.rule as RuleName];
  const minimum = minimumOf(model);
  const probe = model.fromUserUnits(group.probe);

  it('has the same loss, gradient, and curvatures', () => {
    close([lossOf(model, probe)], [group.probe_loss]);
    close(gradientOf(model, probe), group.probe_gradient);
    close(curvatureAt(model, probe).values, group.probe_curvatures);
  });

  it('has the same minimum and limits', () => {
    expect(minimum === null).toBe(group.minimum === null);
    expect(model.bound === null).toBe(group.global_limit === null);
    if (group.global_limit !== null) close([2 / model.bound!], [group.global_limit]);
    if (minimum === null) return;
    close(model.inUserUnits(minimum.weights), group.minimum!);
    close([minimum.loss], [group.min_loss]);
    const first = descend(model, group.runs[0].lr, group.epochs, model.firstWeights, rule.name);
    // The limit of Adam is that at the end of the run, which rounding decides where it is chaotic.
    if (rule.name !== 'adam' || isComparable(group)) close([limitOf(model, minimum, rule, first)!.lr], [group.limit]);
    // Zeros are exact on both sides.
    group.minimum!.forEach((w, j) => expect(minimum.weights[j] === 0).toBe(w === 0));
  });

  it.each(group.runs)('makes the same run at lr=$lr', ({ lr, weights, losses, comparable }) => {
    const run = descend(model, lr, group.epochs, model.firstWeights, rule.name);
    weights.slice(0, comparable).forEach((w, k) => {
      close(weightsAt(run, k * EVERY), w);
      close([run.losses[k * EVERY]], [losses[k]]);
    });
  });

  it.each(group.runs)('never disagrees on the status at lr=$lr', ({ lr, status }) => {
    const run = descend(model, lr, group.epochs, model.firstWeights, rule.name);
    const own = statusOf(model, minimum, rule, lr, run);
    if (own !== null) expect(own).toBe(status);
  });
});

it('tanh is right to rounding', () => {
  for (let x = -12; x <= 12; x += 0.00071) {
    expect(Math.abs(tanh(x) - Math.tanh(x))).toBeLessThanOrEqual(1e-15 * Math.abs(Math.tanh(x)));
  }
  expect([tanh(0), tanh(Infinity), tanh(-Infinity), tanh(1e-9), tanh(NaN)]).toEqual([0, 1, -1, 1e-9, NaN]);
});
