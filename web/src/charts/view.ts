/** Predictions of the weights for rows of data, and along one feature. */

/** X_b w for columns of features and weights with the intercept last. */
export function predictions(columns: number[][], w: ArrayLike<number>): Float64Array {
  const n = columns[0]?.length ?? 0;
  const out = new Float64Array(n).fill(w[columns.length]);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) out[i] += w[j] * column[i];
  });
  return out;
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
