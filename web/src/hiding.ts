/** What `?hide=` hides: the parts that are named, and whatever would tell what they show. */

/** The run's settings, as far as the code and the prompt that repeat it name them. */
const SETTINGS = ['rate', 'model', 'epochs', 'rule', 'loss', 'standardize', 'start', 'data'];
/** What the learning rate can be worked out from, or the limit. */
const RATES = ['rate', 'limits'];

/** Parts by what they tell besides themselves. */
export const TELLING: Record<string, string[]> = {
  sweep: RATES,
  directions: RATES,
  forecast: [...RATES, 'verdict'],
  reason: [...RATES, 'epochs', 'rule', 'standardize'],
  code: SETTINGS,
  prompt: [...SETTINGS, 'limits', 'verdict', 'forecast'],
};

/** The controls that `?hide=rate,data,…` hides. */
export function hiddenControls(search: string): Set<string> {
  const named = new URLSearchParams(search).getAll('hide').join(',');
  return new Set(named.split(',').map((name) => name.trim().toLowerCase()).filter(Boolean));
}

export function isHidden(part: string, hidden: Set<string>): boolean {
  return hidden.has(part) || (TELLING[part] ?? []).some((told) => hidden.has(told));
}
