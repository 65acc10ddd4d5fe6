/** The eigen-directions of a loss, named by the columns that dominate them. */
const WORTH_NAMING = 0.1;

/** "the intercept against x": the largest part, and up to two others with it or against it. */
export function directionName(axis: ArrayLike<number>, names: string[]): string {
  const parts = Array.from(axis, (_, j) => j)
    .sort((a, b) => Math.abs(axis[b]) - Math.abs(axis[a]))
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
