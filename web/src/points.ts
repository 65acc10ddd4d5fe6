/**
 * Points edited on the page: adding, moving, and removing them, and their data for the lab.
 *
 * Every change returns a new object, so that undo is a step back in a list.
 */
import type { DataDescriptor, LabData } from './data';
import { grouped } from './lib/format';
import { LIMITS } from './settings';

export type Points = Extract<DataDescriptor, { kind: 'points' }>;

/** Largest size of a value: larger ones are typing mistakes, and their squares may overflow. */
export const LARGEST = 1e9;
/** Fewest points that determine a line. */
export const FEWEST = 2;

export const usable = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= LARGEST;

/** The data as points to edit; null if the page does not have all rows, or cannot edit them. */
export function pointsOf(data: LabData): Points | null {
  const all = data.y.length === data.n && !data.sampled && data.n <= LIMITS.points && data.n >= FEWEST;
  if (!all || ![...data.columns, data.y].every((values) => values.every(usable))) return null;
  return {
    kind: 'points',
    names: [...data.names],
    target: data.target,
    columns: data.columns.map((column) => [...column]),
    y: [...data.y],
  };
}

/** Add a point; `at` has the features and then the target. */
export function added(points: Points, at: number[]): Points {
  if (points.y.length >= LIMITS.points || !at.every(usable)) return points;
  return {
    ...points,
    columns: points.columns.map((column, j) => [...column, at[j]]),
    y: [...points.y, at[points.columns.length]],
  };
}

/** Move point `i`; `at` has the features and then the target. */
export function moved(points: Points, i: number, at: number[]): Points {
  return at.reduce((changed, value, j) => withValue(changed, i, j, value), points);
}

/** Set one number of point `i`: its feature `j`, or its target if `j` is past the last feature. */
export function withValue(points: Points, i: number, j: number, value: number): Points {
  if (!usable(value) || i < 0 || i >= points.y.length) return points;
  const changed = (values: number[]): number[] => values.map((old, k) => (k === i ? value : old));
  if (j >= points.columns.length) return { ...points, y: changed(points.y) };
  return { ...points, columns: points.columns.map((column, k) => (k === j ? changed(column) : column)) };
}

/** Remove point `i`, unless only two are left. */
export function removed(points: Points, i: number): Points {
  if (points.y.length <= FEWEST || i < 0 || i >= points.y.length) return points;
  const without = (values: number[]): number[] => values.filter((_, k) => k !== i);
  return { ...points, columns: points.columns.map(without), y: without(points.y) };
}

/** Compute what POST /api/data would answer, so that dragging need not wait for the server. */
export function labDataOf(points: Points): LabData {
  const { names, target, columns, y } = points;
  const equivalent = condensed(columns, y);
  const p = columns.length + 1;
  const left = equivalent[p]?.[p] ?? 0;
  return {
    names,
    target,
    weight_names: [...names, 'intercept'],
    n: y.length,
    columns,
    y,
    sampled: false,
    sample_size: y.length,
    equivalent,
    loss_floor: (left * left) / y.length,
    lr_start: new Array<number>(p).fill(0),
    truth: null,
    source: `${grouped(y.length)} points edited on the page`,
    left_out: '',
    remains: '',
  };
}

/**
 * R of the QR decomposition of [X, 1, y] by Householder reflections: at most p + 1 rows of p + 1
 * numbers, with the same sum of squares as all rows at every w.
 */
export function condensed(columns: number[][], y: number[]): number[][] {
  return triangular([...columns, new Array<number>(y.length).fill(1), y]);
}

/** R of the QR decomposition of a matrix that is given by its columns. */
export function triangular(columns: number[][]): number[][] {
  const all = columns.map((column) => Float64Array.from(column));
  const n = columns[0].length;
  const height = Math.min(n, all.length);
  for (let k = 0; k < height; k++) reflect(all, k, n);
  return Array.from({ length: height }, (_, i) => all.map((column, j) => (j < i ? 0 : column[i])));
}

/** Apply the reflection that zeros column `k` below its diagonal to it and to the later columns. */
function reflect(all: Float64Array[], k: number, n: number): void {
  const v = all[k].slice(k);
  const size = Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
  if (size === 0) return;
  v[0] += v[0] < 0 ? -size : size;
  const squares = v.reduce((sum, value) => sum + value * value, 0);
  for (let j = k; j < all.length; j++) {
    const column = all[j];
    let along = 0;
    for (let i = k; i < n; i++) along += v[i - k] * column[i];
    const twice = (2 * along) / squares;
    for (let i = k; i < n; i++) column[i] -= twice * v[i - k];
  }
}
