/** Sentences of the diagnosis, with the numbers that `downslope demo` prints for the same runs. */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/lib/diagnosis';
import { directionName } from '../src/lib/directions';
import golden from '../src/lib/golden.json';
import { problemOf, standardized } from '../src/lib/problem';
import { linearRule } from '../src/lib/rules';
import { spectrumOf } from '../src/lib/spectrum';
import { verdict } from '../src/lib/wording';

const START = [0.49671415, -0.1382643];

function lesson(lr: number): ReturnType<typeof verdict> {
  const run = golden.find((each) => each.data === 'lesson')!;
  const own = problemOf(run.equivalent, run.n, 'mse');
  const s = spectrumOf(own);
  const d = diagnose(s, spectrumOf(standardized(own)), linearRule('gd')!, lr, 200, START);
  return verdict(d, {
    names: run.names,
    direction: directionName(s.axes[d.culprit], run.names),
    closedForm: Array.from(s.optimum),
    epochs: 200,
    standardize: false,
    rule: 'gd',
    mostEpochs: 10_000,
    remains: '',
  });
}

describe('the sentences of a run', () => {
  it('name the limit and what λ is when it diverges', () => {
    const { headline, reason } = lesson(0.1);
    expect(headline).toBe('Diverging, ×7.0 per epoch: the limit is 0.0250. Use 0.0199.');
    expect(reason).toContain('Along the steepest direction, the slope and the intercept rising together,');
    expect(reason).toContain('The limit is 2/λ, where λ is the curvature of the loss');
  });

  it('give the share of the steepest direction near the limit', () => {
    expect(lesson(0.0247).reason).toContain('keeps 97.7% of its size');
  });

  it('say which rate does not see-saw, and it is the advised one', () => {
    const run = golden.find((each) => each.data === 'lesson')!;
    const own = problemOf(run.equivalent, run.n, 'mse');
    const at = (lr: number) => diagnose(spectrumOf(own), spectrumOf(standardized(own)), linearRule('gd')!, lr, 200, START);
    const { advised, finalLoss } = at(0.0247);
    expect(lesson(0.0247).fix).toEqual({ text: 'Use 0.0199', lr: advised });
    expect(at(advised).cause).toBe('slow_direction');
    expect(at(advised).finalLoss).toBeLessThan(finalLoss);
    expect(at(0.0225).advised).toBe(0.0225); // in 200 epochs 0.0199 ends higher
  });

  it('blame the slow direction where the share of the steepest underflows', () => {
    const rows = [[0, 1, 3], [100, 1, 403]];
    const own = problemOf(rows, 2, 'mse');
    const at = (epochs: number) =>
      diagnose(spectrumOf(own), spectrumOf(standardized(own)), linearRule('gd')!, 1e-5, epochs, [0, 0]);
    for (const epochs of [7000, 7100, 45_000]) expect(at(epochs).cause).toBe('slow_direction');
  });

  it('give the way to go on a slow direction', () => {
    expect(lesson(0.01).fix).toEqual({ text: 'Standardize the columns', standardize: true });
  });
});
