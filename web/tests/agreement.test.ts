import { describe, expect, it } from 'vitest';
import type { RunAnswer } from '../src/api';
import { largestDifference } from '../src/agreement.svelte';
import type { Run } from '../src/lib/descent';
import { scientific } from '../src/lib/format';

const run = (losses: number[], weights: number[][]): Run => ({
  epochs: losses.length - 1,
  p: weights[0].length,
  own: Float64Array.from(weights.flat()),
  weights: Float64Array.from(weights.flat()),
  losses: Float64Array.from(losses),
  divisors: null,
});
const answer = (losses: (number | null)[], weights: (number | null)[][]): RunAnswer =>
  ({ losses, weights }) as unknown as RunAnswer;

describe('the largest difference', () => {
  it('is relative to the largest weight of the epoch', () => {
    const mine = run([1, 2], [[1, 100], [2, 100]]);
    expect(largestDifference(mine, answer([1, 2], [[1, 100], [2.1, 100]]))).toBeCloseTo(1e-3);
  });
  it('allows a small weight where the run overflows', () => {
    const mine = run([1, 1.7e308], [[1, 1], [1e148, 1e154]]);
    expect(largestDifference(mine, answer([1, null], [[1, 1], [null, null]]))).toBe(0);
  });
  it('is infinite for a null among ordinary numbers', () => {
    const mine = run([1, 2], [[1, 1], [1, 1]]);
    expect(largestDifference(mine, answer([1, 2], [[1, 1], [null, 1]]))).toBe(Infinity);
    expect(largestDifference(mine, answer([1, null], [[1, 1], [1, 1]]))).toBe(Infinity);
  });
});

it('writes infinity as ∞', () => {
  expect(scientific(Infinity)).toBe('∞');
});
