/** The slider for the rate: decades around the limit that the data have. */
import { describe, expect, it } from 'vitest';
import { rateDecades } from '../src/lib/rates';

describe('the decades of the slider', () => {
  it('are those of the lesson on its data', () => {
    expect(rateDecades(0.025, 0.01)).toEqual([-5, 1]);
    expect(rateDecades(Infinity, 0.01)).toEqual([-5, 1]);
  });

  it.each([7e-9, 2.9e-7, 0.5, 3e7])('have the limit %f well inside', (limit) => {
    const [low, high] = rateDecades(limit, limit / 2);
    expect(Math.log10(limit) - low).toBeGreaterThanOrEqual(3);
    expect(high - Math.log10(limit)).toBeGreaterThanOrEqual(2);
    expect(high - low).toBeLessThanOrEqual(6);
  });

  it.each([
    [1e6, [-5, 6]],
    [1e-300, [-300, 1]],
    [1e300, [-5, 300]],
  ])('reach to the rate %f itself', (lr, decades) => {
    expect(rateDecades(0.025, lr)).toEqual(decades);
  });
});
