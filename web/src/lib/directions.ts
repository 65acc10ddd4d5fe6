/** Names of the loss's eigenvectors, by the columns that dominate them; as in Python's `diagnosis/run.py`. */
const WORTH_NAMING = 0.1;

/** Name an eigenvector by its largest component and up to two others: which rise, and which fall. */
export function directionName(axis: ArrayLike<number>, names: string[]): string {
  // Components that differ only by rounding come in the order of the columns.
  const size = Array.from(axis, (part) => Math.round(Math.abs(part) * 1e9));
  const order = Array.from(axis, (_, j) => j).sort((a, b) => size[b] - size[a]);
  // Of many columns none may reach the first.
  const least = Math.min(WORTH_NAMING, Math.abs(axis[order[0]]) / 2);
  const parts = order.slice(0, 3).filter((j) => Math.abs(axis[j]) >= least);
  const moving = (sign: number): string[] =>
    parts.filter((j) => sign * axis[j] * axis[parts[0]] > 0).map((j) => inWords(names[j]));
  const [rising, falling] = [moving(1), moving(-1)];
  if (falling.length) {
    const verb = falling.length === 1 ? 'falls' : 'fall';
    return `${listed(rising)} rising while ${listed(falling)} ${verb}`;
  }
  return rising.length > 1 ? `${listed(rising)} rising together` : `${rising[0]} alone`;
}

/** A weight's name inside a sentence. */
export const inWords = (name: string): string => (name === 'intercept' ? 'the intercept' : name);

/** Words joined as in a sentence: a; a and b; a, b, and c. */
const listed = (words: string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0];
