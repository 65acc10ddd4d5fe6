/** The time of the epochs while a run is played. */
import { expect, test } from 'vitest';
import { timesOf } from '../src/playing.svelte';

const falling = Array.from({ length: 201 }, (_, t) => 1 + 525 * 0.35 ** t);

test('the epochs in which the loss falls get half of the time', () => {
  const times = timesOf(falling);
  expect(times).toHaveLength(201);
  expect(times[0]).toBe(0);
  expect(times[200]).toBeCloseTo(1, 12);
  expect(times.every((time, t) => t === 0 || time > times[t - 1])).toBe(true);
  expect(times[8]).toBeGreaterThan(0.45);
  // A single steep epoch does not take all of it.
  expect(times[2] - times[1]).toBeLessThan(0.3);
});

test('the first update comes at once, and stays to be seen', () => {
  const times = timesOf(falling);
  expect(times[1]).toBeLessThan(0.06);
  expect(times[2] - times[1]).toBeGreaterThan(times[1]);
});

test.each([
  ['flat', [3, 3, 3, 3]],
  ['overflowing', [1, 1e200, Infinity, NaN, NaN]],
  ['at zero', [4, 0, 0, 0]],
  ['below zero', [2, -1, -3, -4]],
])('a run that is %s plays evenly where nothing can be said', (_, losses) => {
  const times = timesOf(losses);
  expect(times.at(-1)).toBeCloseTo(1, 12);
  expect(times.every((time, t) => t === 0 || time > times[t - 1])).toBe(true);
});
