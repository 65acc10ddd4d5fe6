/** Predictions of the weights for rows of data, and along one feature; the classes and their colors. */

/** The color of a class, for charts. */
export const classColor = (k: number): string => `var(--pin-${k % 6})`;

/** X_b w for columns of features and weights with the intercept last. */
export function predictions(columns: number[][], w: ArrayLike<number>): Float64Array {
  const n = columns[0]?.length ?? 0;
  const out = new Float64Array(n).fill(w[columns.length]);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) out[i] += w[j] * column[i];
  });
  return out;
}

/** Columns with one of them at some places, and the others at their means. */
export function alongColumn(columns: number[][], shown: number, places: number[]): number[][] {
  return columns.map((column, j) => {
    if (j === shown) return places;
    const mean = column.reduce((sum, v) => sum + v, 0) / column.length;
    return places.map(() => mean);
  });
}

/** The probability of class k in row i; one output is that of the second of two classes. */
function probabilityOf(predicted: Float64Array, outputs: number, i: number, k: number): number {
  if (outputs === 1) return k === 1 ? predicted[i] : 1 - predicted[i];
  return predicted[i * outputs + k];
}

/** The most probable class of row i. */
function mostProbable(predicted: Float64Array, outputs: number, i: number): number {
  let best = 0;
  for (let k = 1; k < Math.max(outputs, 2); k++) {
    if (probabilityOf(predicted, outputs, i, k) > probabilityOf(predicted, outputs, i, best)) best = k;
  }
  return best;
}

/** Places between the given ones where the most probable class changes. */
export function switches(places: number[], curve: Float64Array, outputs: number): number[] {
  const at = (i: number, k: number): number => probabilityOf(curve, outputs, i, k);
  const found: number[] = [];
  for (let i = 1; i < places.length; i++) {
    const [a, b] = [mostProbable(curve, outputs, i - 1), mostProbable(curve, outputs, i)];
    if (a === b) continue;
    const [before, after] = [at(i - 1, a) - at(i - 1, b), at(i, b) - at(i, a)];
    found.push(places[i - 1] + ((places[i] - places[i - 1]) * before) / (before + after || 1));
  }
  return found;
}

/** The prediction as a function of one feature, the others at their means. */
export function partialLine(
  columns: number[][],
  w: ArrayLike<number>,
  shown: number,
): (x: number) => number {
  let level = w[columns.length];
  columns.forEach((column, j) => {
    if (j !== shown) level += (w[j] * column.reduce((sum, v) => sum + v, 0)) / column.length;
  });
  return (x) => level + w[shown] * x;
}

/** The most probable class of each row, and how sure it is: 0 where all are as probable, 1 at most. */
export function regionsOf(predicted: Float64Array, outputs: number): { most: Uint8Array; sure: Float64Array } {
  const n = predicted.length / outputs;
  const most = new Uint8Array(n);
  const sure = new Float64Array(n);
  const even = 1 / Math.max(outputs, 2);
  for (let i = 0; i < n; i++) {
    most[i] = mostProbable(predicted, outputs, i);
    sure[i] = (probabilityOf(predicted, outputs, i, most[i]) - even) / (1 - even);
  }
  return { most, sure };
}
