/** Points are edited without side effects, and the lab learns of them what Python would say. */
import { describe, expect, it } from 'vitest';
import type { LabData } from '../src/data';
import { descend, weightsAt } from '../src/lib/descent';
import { leastSquares, problemOf } from '../src/lib/problem';
import { spectrumOf } from '../src/lib/spectrum';
import {
  added,
  condensed,
  labDataOf,
  LARGEST,
  moved,
  pointsOf,
  removed,
  withValue,
  type Points,
} from '../src/points';

const three: Points = {
  kind: 'points',
  names: ['x'],
  target: 'y',
  columns: [[0, 1, 2]],
  y: [1, 3, 5.5],
};
const plane: Points = {
  kind: 'points',
  names: ['a', 'b'],
  target: 'z',
  columns: [
    [1, 2, 3, 4.5, 0],
    [2, -1, 0.5, 3, 7],
  ],
  y: [3, 1, 4, 1, 5],
};

/** The sum of squares at w, row by row. */
function squares(points: Points, w: number[]): number {
  return points.y.reduce((sum, y, i) => {
    const prediction = points.columns.reduce(
      (total, column, j) => total + w[j] * column[i],
      w.at(-1) ?? 0,
    );
    return sum + (prediction - y) ** 2;
  }, 0);
}

describe('an edit', () => {
  it('adds, moves and removes', () => {
    expect(added(three, [4, 8])).toMatchObject({ columns: [[0, 1, 2, 4]], y: [1, 3, 5.5, 8] });
    expect(moved(three, 1, [1.5, 2])).toMatchObject({ columns: [[0, 1.5, 2]], y: [1, 2, 5.5] });
    expect(removed(three, 0)).toMatchObject({ columns: [[1, 2]], y: [3, 5.5] });
    expect(withValue(plane, 2, 1, 9).columns[1]).toEqual([2, -1, 9, 3, 7]);
    expect(withValue(plane, 2, 2, 9).y).toEqual([3, 1, 9, 1, 5]);
  });

  it('leaves what was there untouched', () => {
    const before = structuredClone(three);
    added(three, [1, 1]);
    moved(three, 0, [9, 9]);
    removed(three, 2);
    expect(three).toEqual(before);
  });

  it.each([NaN, Infinity, -Infinity, 2 * LARGEST])('refuses %d', (bad) => {
    expect(added(three, [bad, 1])).toBe(three);
    expect(withValue(three, 0, 0, bad)).toBe(three);
  });

  it('keeps two points, and at most 5,000', () => {
    const two = removed(three, 2);
    expect(removed(two, 0)).toBe(two);
    const many = Array.from({ length: 5000 }, (_, i) => i);
    const full: Points = { ...three, columns: [many], y: many };
    expect(added(full, [1, 1])).toBe(full);
  });

  it('does not touch points that are not there', () => {
    expect(removed(three, 3)).toBe(three);
    expect(removed(three, -1)).toBe(three);
    expect(withValue(three, 7, 0, 1)).toBe(three);
  });
});

describe('the condensed rows', () => {
  it.each([three, plane])('have the same sum of squares everywhere', (points) => {
    const rows = condensed(points.columns, points.y);
    const p = points.columns.length + 1;
    expect(rows.length).toBeLessThanOrEqual(p + 1);
    for (const w of [
      new Array<number>(p).fill(0),
      [1.5, -2, 0.25].slice(-p),
      [1e3, 7, -40].slice(-p),
    ]) {
      const few = rows.reduce(
        (sum, row) => sum + (row.slice(0, p).reduce((s, v, j) => s + v * w[j], 0) - row[p]) ** 2,
        0,
      );
      expect(few).toBeCloseTo(squares(points, w), 6);
    }
  });

  it('exist for fewer rows than weights, and for constant columns', () => {
    expect(condensed([[1, 2]], [3, 5])).toHaveLength(2);
    const flat = condensed([[0, 0, 0]], [1, 2, 3]);
    expect(flat.flat().every(Number.isFinite)).toBe(true);
  });

  it('train to the line through points on a line', () => {
    const line: Points = { ...three, columns: [[0, 1, 2, 3]], y: [2, 5, 8, 11] };
    const data = labDataOf(line);
    const problem = problemOf(data.equivalent, data.n, 'mse');
    const run = descend(leastSquares(problem), 0.1, 2000, [0, 0], 'gd');
    expect(Array.from(weightsAt(run, 2000))).toEqual([expect.closeTo(3, 9), expect.closeTo(2, 9)]);
    expect(data.loss_floor).toBeCloseTo(0, 12);
    expect(Array.from(spectrumOf(problem).optimum)).toEqual([
      expect.closeTo(3, 9),
      expect.closeTo(2, 9),
    ]);
  });
});

describe('what can be edited', () => {
  const data: LabData = labDataOf(three);

  it('is data whose rows are all here', () => {
    expect(pointsOf(data)).toEqual(three);
    expect(pointsOf({ ...data, sampled: true })).toBeNull();
    expect(pointsOf({ ...data, n: 1_000_000 })).toBeNull();
    expect(pointsOf({ ...data, y: [1, 3, 1e300] })).toBeNull();
  });

  it('is a copy', () => {
    pointsOf(data)?.columns[0].push(99);
    expect(data.columns[0]).toEqual([0, 1, 2]);
  });
});
