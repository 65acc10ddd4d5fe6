/** What charts are drawn from: ticks that fit, paths that end, contours that lie on their level. */
import { describe, expect, it } from 'vitest';
import { halfAxes, riseAt, surfaceOver } from '../src/charts/surface';
import { isTaken, makeScale, pathThrough } from '../src/charts/scales';
import { regionsOf } from '../src/charts/view';
import { FINE, segmentsAt, terrainOf } from '../src/lib/models/terrain';
import { leastSquares, lossAt, problemOf } from '../src/lib/problem';
import { spectrumOf } from '../src/lib/spectrum';

const LETTER = 7;

describe('ticks', () => {
  it.each([
    [1e-5, 0.3],
    [0.9, 530],
    [2400, 2900],
    [1e-9, 1e12],
    [0.02, 0.9],
  ])('of a logarithmic axis from %f to %f stand apart', (low, high) => {
    for (const [count, width] of [
      [3, 230],
      [6, 520],
    ]) {
      const { ticks } = makeScale({ domain: [low, high], log: true, title: '', count }, [0, width]);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (let i = 1; i < ticks.length; i++) {
        const halves = (LETTER * (ticks[i].text.length + ticks[i - 1].text.length)) / 2;
        expect(ticks[i].at - ticks[i - 1].at).toBeGreaterThan(halves);
      }
    }
  });

  it('takes NaN as too large', () => {
    const scale = makeScale({ domain: [0, 1], title: '' }, [100, 0]);
    for (const value of [NaN, Infinity, -Infinity, 1e300]) {
      expect(Number.isFinite(scale(value))).toBe(true);
    }
  });
});

it('ends a path once the run has left the chart', () => {
  const scale = makeScale({ domain: [0, 1], title: '' }, [0, 100]);
  const path = pathThrough(5, scale, (i) => scale(i < 2 ? i : 10 ** (4 * i)));
  expect(path.split('L')).toHaveLength(3);
});

describe('contours', () => {
  const problem = problemOf(
    [
      [3, 1, -2, 4],
      [0, 2, 1, 1],
      [0, 0, 0.5, 2],
      [0, 0, 0, 1.5],
    ],
    10,
    'mse',
  );
  const w = [0.3, -1.2, 2];

  it('lie on their level, the other weights held fixed', () => {
    const surface = surfaceOver(problem, 0, 2, w);
    for (const axis of halfAxes(surface, 0.7)) {
      const [x, y] = [surface.center[0] + axis[0], surface.center[1] + axis[1]];
      expect(lossAt(problem, [x, w[1], y])).toBeCloseTo(surface.floor + 0.7, 9);
      expect(riseAt(surface, x, y)).toBeCloseTo(0.7, 9);
    }
  });

  it('are centered on the closed form when the other weights are at it', () => {
    const { optimum, minLoss } = spectrumOf(problem);
    const surface = surfaceOver(problem, 0, 1, optimum);
    expect(surface.center[0]).toBeCloseTo(optimum[0], 9);
    expect(surface.center[1]).toBeCloseTo(optimum[1], 9);
    expect(surface.floor).toBeCloseTo(minLoss, 12);
  });
});

describe('regions of classes', () => {
  it('belong to the most probable of several classes', () => {
    const { most, sure } = regionsOf(Float64Array.of(0.2, 0.5, 0.3, 1 / 3, 1 / 3, 1 / 3, 0, 0, 1), 3);
    expect([...most]).toEqual([1, 0, 2]);
    expect([...sure].map((each) => Number(each.toFixed(12)))).toEqual([0.25, 0, 1]);
  });

  it('of two classes come from the probability of the second', () => {
    const { most, sure } = regionsOf(Float64Array.of(0.1, 0.75), 1);
    expect([...most]).toEqual([0, 1]);
    expect([...sure].map((each) => Number(each.toFixed(12)))).toEqual([0.8, 0.5]);
  });
});

it('has no tick above the most that its values can be', () => {
  const { ticks } = makeScale({ domain: [-0.03, 1.3], title: '', most: 1 }, [200, 0]);
  expect(ticks.map(({ value }) => value)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
});

it('draws the contours of a valley narrower than a cell where they are', () => {
  // 400 (x + y)² + (x − y)²: the lowest contours are a tenth of a cell wide.
  const [x, y] = [-1, 1];
  const rows = [[20, 20, 0], [1, -1, 0]];
  const model = leastSquares(problemOf(rows, 1, 'sse'));
  const terrain = terrainOf(model, (u, v) => [u, v], [x, y], [x, y]);
  for (const level of [0.05, 0.5, 5]) {
    const parts = segmentsAt(terrain, level);
    expect(parts.length).toBeGreaterThan(0);
    for (let k = 0; k < parts.length; k += 2) {
      const [u, v] = [parts[k], parts[k + 1]];
      const loss = 400 * (u + v) ** 2 + (u - v) ** 2;
      // A chord of a fine cell is off by at most an eighth of the curvature times its square.
      expect(Math.abs(loss - level)).toBeLessThan((802 * (2 / FINE) ** 2) / 4);
    }
  }
});

describe('the number of a level', () => {
  it('keeps off the start, the best weights, and their name to the right', () => {
    const [start, best]: [number, number][] = [[30, 30], [200, 200]];
    const taken = (x: number, y: number): boolean => isTaken([x, y], start, best);
    for (const [x, y] of [[30, 20], [60, 50], [200, 170], [180, 220], [290, 190]]) expect(taken(x, y)).toBe(true);
    for (const [x, y] of [[100, 30], [120, 200], [320, 190], [260, 230], [200, 140]]) expect(taken(x, y)).toBe(false);
  });
});
