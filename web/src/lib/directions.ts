/** Names of the loss's eigenvectors, by the columns that dominate them; as in Python's `diagnosis/run.py`. */
const WORTH_NAMING = 0.1;

/** Name an eigenvector by its largest component and up to two others, "with" or "against" it. */
export function directionName(axis: ArrayLike<number>, names: string[]): string {
  // Components that differ only by rounding come in the order of the columns.
  const size = Array.from(axis, (part) => Math.round(Math.abs(part) * 1e9));
  const parts = Array.from(axis, (_, j) => j)
    .sort((a, b) => size[b] - size[a])
    .slice(0, 3)
    .filter((j) => Math.abs(axis[j]) >= WORTH_NAMING);
  const [lead, ...others] = parts;
  const linked = (link: string, sign: number): string => {
    const which = others.filter((j) => sign * axis[j] * axis[lead] > 0);
    return which.length ? ` ${link} ${which.map((j) => inWords(names[j])).join(' and ')}` : '';
  };
  return inWords(names[lead]) + linked('with', 1) + linked('against', -1);
}

/** A weight's name inside a sentence. */
export const inWords = (name: string): string => (name === 'intercept' ? 'the intercept' : name);
