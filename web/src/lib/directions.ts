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
    parts.filter((j) => sign * axis[j] * axis[parts[0]] > 0).map((j) => names[j]);
  const [rising, falling] = [moving(1), moving(-1)];
  const name = weights(rising, names);
  if (falling.length) {
    const verb = falling.length === 1 ? 'falls' : 'fall';
    return `${name} rising while ${weights(falling, names)} ${verb}`;
  }
  return rising.length > 1 ? `${name} rising together` : `${name} alone`;
}

/** Some of the weights in a sentence: the intercept and the weights of x and z. */
function weights(chosen: string[], names: string[]): string {
  const features = chosen.filter((name) => name !== 'intercept');
  if (features.length < 2) return listed(chosen.map((name) => inWords(name, names)));
  const several = `the weights of ${listed(features)}`;
  return chosen.includes('intercept') ? `the intercept and ${several}` : several;
}

/** One of the weights `names` inside a sentence. */
export function inWords(name: string, names: string[]): string {
  if (name === 'intercept') return 'the intercept';
  const features = names.filter((each) => each !== 'intercept');
  return features.length === 1 ? 'the slope' : `the weight of ${name}`;
}

/** Words joined as in a sentence: a; a and b; a, b, and c. */
const listed = (words: string[]): string =>
  words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
